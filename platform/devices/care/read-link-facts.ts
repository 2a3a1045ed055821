import type pg from 'pg';
import type { Facts } from './care-types.ts';
import { FLAP_WINDOW_MS, FLAPS } from './judge-health.ts';
import type { Examined } from './write-issues.ts';

type Row = Omit<Examined, 'facts'> & { link: 'online' | 'offline'; since: Date; drops: Date[] | null };

/** Devices of which the connection says something: silent ones, unsteady ones, and those that were and have an issue. */
export async function readLinkFacts(client: Pick<pg.ClientBase, 'query'>, now: Date): Promise<Examined[]> {
  const { rows } = await client.query<Row>(
    `with drops as (
       select device, array_agg(since) as at, count(*) as n from device_link
       where link = 'offline' and since > $1::timestamptz - make_interval(secs => $2) group by device),
     ills as (
       select device, json_object_agg(kind, figures) as open from device_issue
       where healed_at is null and kind in ('offline', 'flapping') group by device)
     select d.id as device, d.area, coalesce(i.open, '{}') as open, l.link, l.since, r.at as drops
     from device d join device_link l on l.device = d.id and l.until is null
     left join drops r on r.device = d.id left join ills i on i.device = d.id
     where d.admin = 'active' and (l.link = 'offline' or r.n >= ${FLAPS} or i.device is not null)`,
    [now, FLAP_WINDOW_MS / 1000],
  );
  return rows.map(({ link, since, drops, ...row }) => {
    const facts: Facts = {
      link: { state: link, since: since.getTime() },
      drops: (drops ?? []).map((at) => at.getTime()),
    };
    return { ...row, facts };
  });
}
