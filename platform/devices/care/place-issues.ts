import type pg from 'pg';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import type { ReadyIssue } from './read-ready-issues.ts';
import { PROFILES, profilesParam, SILENCE } from './turn-links.ts';

/** Where more than half of at least so many devices are silent, it is not the devices. */
const WIDE_DEVICES = 12;

/**
 * Where each issue belongs: with its silent gateway; with a district, street or community where most devices are
 * silent; with its building; else with its grid, which is one person's round.
 */
export async function placeIssues(
  client: Pick<pg.ClientBase, 'query'>,
  profiles: Iterable<LoadedProfile>,
  issues: readonly ReadyIssue[],
): Promise<{ issue: ReadyIssue; place: string }[]> {
  const silent = issues.filter((issue) => issue.kind === 'offline');
  const wide = await readWide(
    client,
    profiles,
    Math.max(0, ...silent.map((issue) => issue.silence)),
    silent.length > 0,
  );
  return issues.map((issue) => ({ issue, place: placeOf(issue, wide) }));
}

function placeOf(issue: ReadyIssue, wide: readonly string[]): string {
  if (issue.gatewayPlace !== null) return issue.gatewayPlace;
  const around = issue.kind === 'offline' ? wide.find((area) => issue.area.startsWith(area)) : undefined;
  if (around) return `area:${around}`;
  if (issue.speaksFor > 0 && issue.kind === 'offline') return `gateway:${issue.device}`;
  return issue.building === null ? `area:${issue.area}` : `building:${issue.building}`;
}

/**
 * Areas in which most devices are silent, the widest first. Counted among those whose silence would be known by now, so
 * that what reports once a day does not hide that all others have gone.
 */
async function readWide(
  client: Pick<pg.ClientBase, 'query'>,
  profiles: Iterable<LoadedProfile>,
  silence: number,
  any: boolean,
): Promise<string[]> {
  if (!any) return [];
  const { rows } = await client.query<{ area: string }>(
    `select left(d.area, n) as area from device d join ${PROFILES} on p.profile = d.profile join device_state s on s.device = d.id,
       unnest(array[6, 9, 12]) n
     where d.admin = 'active' and s.link <> 'unknown' and length(d.area) >= n and ${SILENCE} <= $2
     group by n, left(d.area, n)
     having count(*) >= ${WIDE_DEVICES} and count(*) filter (where s.link = 'offline') * 2 > count(*)
     order by n, area`,
    [profilesParam(profiles), silence],
  );
  return rows.map((row) => row.area);
}
