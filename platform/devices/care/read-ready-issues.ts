import type pg from 'pg';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import type { Figures, IssueKind } from './care-types.ts';
import { PROFILES, profilesParam, SILENCE } from './turn-links.ts';

/**
 * Silence must last so long before somebody is sent: a short break mends itself, and the gateway that is behind it is
 * known by then.
 */
export const PATIENCE_S = 1800;
const TOGETHER = 5_000;

export type ReadyIssue = {
  id: number;
  device: number;
  kind: IssueKind;
  figures: Figures;
  area: string;
  name: string;
  code: string;
  place: string | null;
  lon: number | null;
  lat: number | null;
  building: number | null;
  parent: number | null;
  /** What the gateway that speaks for it is called; where its case belongs, if it is silent and has one. */
  gateway: string | null;
  gatewayPlace: string | null;
  /** How many other devices are silent behind it. */
  speaksFor: number;
  /** Seconds after which its silence is known. */
  silence: number;
};

/**
 * Issues that wait for a case and may have one. Silence that ended by itself in time needs none and is settled here.
 * @param behind those behind a gateway that is ill, whose case must come first; else all others
 */
export async function readReadyIssues(
  client: Pick<pg.ClientBase, 'query'>,
  profiles: Iterable<LoadedProfile>,
  now: Date,
  behind: boolean,
): Promise<ReadyIssue[]> {
  await client.query('update device_issue set settled_at = $1 where settled_at is null and healed_at is not null', [
    now,
  ]);
  const { rows } = await client.query<ReadyIssue>(
    `select i.id, i.device, i.kind, i.figures, d.area, d.name, d.code, d.place, d.lon, d.lat, d.building, d.parent,
       w.name as gateway, v.place as "gatewayPlace", ${SILENCE}::float as silence,
       (select count(*)::int from device b join device_issue o on o.device = b.id and o.kind = 'offline' and o.healed_at is null where b.parent = d.id) as "speaksFor"
     from device_issue i join device d on d.id = i.device join ${PROFILES} on p.profile = d.profile
     left join device_state s on s.device = d.id
     left join device w on w.id = d.parent
     left join device_issue g on g.device = d.parent and g.kind = 'offline' and g.healed_at is null and i.kind in ('offline', 'flapping')
     left join device_visit v on v.case_id = g.case_id
     where i.settled_at is null and i.healed_at is null and (g.id is not null) = $3
       and (g.id is null or v.place is not null)
       and (i.kind <> 'offline' or i.found_at <= $2::timestamptz - make_interval(secs => ${PATIENCE_S}))
     order by i.id limit ${TOGETHER}`,
    [profilesParam(profiles), now, behind],
  );
  return rows;
}
