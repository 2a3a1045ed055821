import type pg from 'pg';
import { chinaDay } from '../../db/china-day.ts';

const TOGETHER = 200;
const HOUR_MS = 3_600_000;
/** An hour is rolled up when it has been over for so long: what comes a little late costs no second look. */
const SETTLE_MS = 5 * 60_000;

export type RollUpOptions = {
  now?: Date;
  /** Devices a transaction. */
  together?: number;
  /** Asked between two transactions: what was done stays, the rest is done by the next run. */
  goOn?: () => boolean;
};

/**
 * Brings the roll-ups by hour and day up to the hours that are over, and makes anew those hours into which something
 * came late. A device whose messages since the last run are all found among its newest readings needs no second look at
 * its past; of the others every hour that is kept is counted. Running it again changes nothing; a run that is killed
 * leaves whole devices done; servers that run it together take turns.
 * @param pool connections that are `gewu_system`
 * @returns how many devices were looked at
 */
export async function rollUp(pool: pg.Pool, options: RollUpOptions = {}): Promise<number> {
  const { now = new Date(), together = TOGETHER, goOn = () => true } = options;
  const mark = new Date(Math.floor((now.getTime() - SETTLE_MS) / HOUR_MS) * HOUR_MS);
  let seen = 0;
  for (let after = 0; goOn(); ) {
    const last = await rollSome(pool, { after, mark, today: chinaDay(now), together });
    if (last === undefined) break;
    after = last.device;
    seen += last.count;
  }
  return seen;
}

type Order = { after: number; mark: Date; today: string; together: number };
type Due = {
  device: number;
  lo: Date;
  hi: Date;
  anew: boolean;
  keys: string[];
  hash: string;
  messages: number;
  open: number;
};

/** One transaction: some devices, whole. */
async function rollSome(pool: pg.Pool, order: Order): Promise<{ device: number; count: number } | undefined> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('gewu roll-ups'))`);
    // the count of messages is taken before the readings are looked at: what comes in between is found the next time
    const { rows: due } = await client.query<Due>(DUE, [order.today, order.mark, order.after, order.together]);
    if (due.length > 0) {
      const list = JSON.stringify(due);
      const { rows: touched } = await client.query(HOURS, [list]);
      if (touched.length > 0) await client.query(DAYS, [JSON.stringify(touched)]);
      await client.query(NOTE, [list]);
    }
    await client.query('commit');
    client.release();
    const device = due.at(-1)?.device;
    return device === undefined ? undefined : { device, count: due.length };
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

/** Keys of a profile that are numbers or yes and no, and from when on its readings are kept. */
const PROFILE = `profile as (
  select p.key, ($1::date - (p.declaration -> 'retention' ->> 'raw_days')::int)::timestamp at time zone 'Asia/Shanghai' as floor,
    coalesce((select array_agg(k.key order by k.key) from json_each(p.declaration -> 'keys') k where k.value ->> 'type' <> 'text'), '{}') as keys
  from device_profile p)`;

const DUE = `with ${PROFILE}, due as (
    select s.device, s.messages, r.messages as known, r.mark, r.open_rows, greatest(r.mark, $2::timestamptz) as hi, p.keys, md5(array_to_string(p.keys, ',')) as hash,
      r.keys is distinct from md5(array_to_string(p.keys, ',')) as anew, case when r.device is null then 'epoch' else greatest(p.floor, r.raw_from) end as floor
    from device_state s join device d on d.id = s.device join profile p on p.key = d.profile left join rollup_state r on r.device = s.device
    where s.device > $3 and (s.messages <> coalesce(r.messages, 0) or r.open_rows > 0 and r.mark < $2 or r.keys <> md5(array_to_string(p.keys, ',')))
    order by s.device limit $4)
  select device, hi, anew, keys, hash, messages, o.n as open,
    case when not anew and c.n - open_rows = messages - known then greatest(mark, floor) else floor end as lo
  from due
  cross join lateral (select count(*) as n from telemetry t where t.device = due.device and t.at >= due.mark) c
  cross join lateral (select count(*) as n from telemetry t where t.device = due.device and t.at >= due.hi) o order by device`;

const LIST = `due as materialized (
  select * from json_to_recordset($1::json) as x(device int, lo timestamptz, hi timestamptz, anew boolean, keys text[], hash text, messages bigint, open bigint))`;

/** Hours whose readings are not as many as were rolled up. Readings are only ever added, so that the same number is the same readings. */
const HOURS = `with ${LIST}, touched as materialized (
    select f.device, f.keys, f.hour from (
      select due.device, due.keys, due.anew, date_trunc('hour', t.at, 'UTC') as hour, count(*) as n
      from due join telemetry t on t.device = due.device and t.at >= due.lo and t.at < due.hi group by 1, 2, 3, 4) f
    left join rollup_hour h on h.device = f.device and h.key = '' and h.at = f.hour
    where f.anew or h.n is distinct from f.n),
  made as (
    insert into rollup_hour (device, key, at, n, min, max, sum, last)
    select h.device, v.key, h.hour, count(*), min(v.value), max(v.value), sum(v.value), (array_agg(v.value order by t.at desc, v.value desc))[1]
    from touched h join telemetry t on t.device = h.device and t.at >= h.hour and t.at < h.hour + interval '1 hour'
    cross join lateral (
      select '' as key, null::double precision as value
      union all
      select e.key, case jsonb_typeof(e.value) when 'number' then e.value::double precision when 'boolean' then e.value::boolean::int end
      from jsonb_each(t.values) e where e.key = any(h.keys) and jsonb_typeof(e.value) in ('number', 'boolean')) v
    group by 1, 2, 3
    on conflict (device, key, at) do update set n = excluded.n, min = excluded.min, max = excluded.max, sum = excluded.sum, last = excluded.last
    returning device, at)
  select device, min(at) as lo, max(at) as hi from made group by device`;

/** Days are sums of their hours, which are all there: hours are kept no shorter than readings. */
const DAYS = `insert into rollup_day (device, key, at, n, min, max, sum, last)
  select h.device, h.key, d.day, sum(h.n), min(h.min), max(h.max), sum(h.sum), (array_agg(h.last order by h.at desc))[1]
  from json_to_recordset($1::json) as x(device int, lo timestamptz, hi timestamptz)
  join rollup_hour h on h.device = x.device and h.at >= date_trunc('day', x.lo, 'Asia/Shanghai') and h.at < date_trunc('day', x.hi, 'Asia/Shanghai') + interval '1 day'
  cross join lateral (select date_trunc('day', h.at, 'Asia/Shanghai') as day) d
  group by 1, 2, 3
  on conflict (device, key, at) do update set n = excluded.n, min = excluded.min, max = excluded.max, sum = excluded.sum, last = excluded.last`;

const NOTE = `with ${LIST}
  insert into rollup_state (device, messages, mark, open_rows, keys) select device, messages, hi, open, hash from due
  on conflict (device) do update set messages = excluded.messages, mark = excluded.mark, open_rows = excluded.open_rows, keys = excluded.keys`;
