import type pg from 'pg';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import type { Facts } from './care-types.ts';
import { measureDrift } from './measure-drift.ts';

type Client = Pick<pg.ClientBase, 'query'>;

/** Days that are lately, and days of the past that they are held against; at least so many of the latter must be known. */
const LATELY_DAYS = 3;
const PAST_FROM_DAYS = 31;
const PAST_TO_DAYS = 8;
const PAST_NEEDED = 7;
/** A value that was said less often may well be the same by chance. */
const SAID_NEEDED = 3;

/**
 * Of each device whose profile names a value that should move: whether it did, over the whole days as rolled up since
 * the hours that the profile allows.
 */
export async function readStill(
  client: Client,
  profiles: Iterable<LoadedProfile>,
  now: Date,
): Promise<Map<number, NonNullable<Facts['still']>>> {
  const keys = [...profiles].flatMap(({ profile, health }) =>
    health.stuck ? [{ profile, key: health.stuck.key, hours: health.stuck.hours }] : [],
  );
  const { rows } = await client.query<{ device: number; moved: boolean; since: Date; hours: number; value: number }>(
    `select d.id as device, k.hours, min(r.at) as since, min(r.min) as value, min(r.min) < max(r.max) as moved
     from device d join json_to_recordset($1) as k(profile text, key text, hours float) on k.profile = d.profile
     join rollup_day r on r.device = d.id and r.key = k.key
       and r.at >= date_trunc('day', $2::timestamptz - make_interval(secs => k.hours * 3600), 'Asia/Shanghai')
     where d.admin = 'active' group by d.id, k.hours having sum(r.n) >= ${SAID_NEEDED}`,
    [JSON.stringify(keys), now],
  );
  return new Map(rows.map(({ device, since, ...still }) => [device, { ...still, since: since.getTime() }]));
}

/** Of each device whose profile names a value that may drift: how far it went, see `measureDrift`. */
export async function readDrift(
  client: Client,
  profiles: Iterable<LoadedProfile>,
  now: Date,
): Promise<Map<number, NonNullable<Facts['drift']>>> {
  const keys = [...profiles].flatMap(({ profile, health }) =>
    health.drift ? [{ profile, key: health.drift.key, most: health.drift.most }] : [],
  );
  const days = (n: number) => `date_trunc('day', $2::timestamptz, 'Asia/Shanghai') - interval '${n} days'`;
  const { rows } = await client.query<{
    device: number;
    area: string;
    profile: string;
    most: number;
    recent: number;
    before: number;
  }>(
    `select * from (
       select d.id as device, d.area, d.profile, k.most,
         avg(r.sum / r.n) filter (where r.at >= ${days(LATELY_DAYS)}) as recent,
         avg(r.sum / r.n) filter (where r.at < ${days(PAST_TO_DAYS)}) as before,
         count(*) filter (where r.at < ${days(PAST_TO_DAYS)}) as past
       from device d join json_to_recordset($1) as k(profile text, key text, most float) on k.profile = d.profile
       join rollup_day r on r.device = d.id and r.key = k.key and r.n > 0 and r.at >= ${days(PAST_FROM_DAYS)} and r.at < ${days(0)}
       where d.admin = 'active' group by d.id, k.most) f
     where recent is not null and past >= ${PAST_NEEDED}`,
    [JSON.stringify(keys), now],
  );
  const drifts = new Map<number, NonNullable<Facts['drift']>>();
  for (const group of Map.groupBy(rows, (row) => row.profile).values()) {
    const most = group[0]?.most ?? 0;
    for (const [device, drift] of measureDrift(group)) drifts.set(device, { ...drift, most });
  }
  return drifts;
}
