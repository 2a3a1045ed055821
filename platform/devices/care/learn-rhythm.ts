import type pg from 'pg';
import { LISTENING_SINCE } from '../intake/note-presence.ts';

/** Days whose longest gaps are kept, and how many must be there before they are believed. */
const DAYS = 7;
const DAYS_NEEDED = 3;
/** A device that talks without a pause is still given so many seconds. */
const SHORTEST_S = 20;
/** Devices that were learnt to be slower than this many declared intervals are simply ill. */
const SLOWEST = 4;
const SKEWS = 7;

/**
 * Notes which devices were heard since the last look, after what gap, and how far their clock was off. Reads what the
 * intake wrote anyway, so that learning costs a message nothing. A gap that began before anybody listened is none.
 * @param client is `gewu_system`
 * @returns how many devices had spoken
 */
export async function noteRhythm(client: Pick<pg.ClientBase, 'query'>, now: Date): Promise<number> {
  const { rowCount } = await client.query(
    `with heard as (
       select s.device, s.heard_at, (s.heard_at at time zone 'Asia/Shanghai')::date as day,
         case when c.heard_at >= coalesce((select (value #>> '{}')::timestamptz from setting where key = '${LISTENING_SINCE}'), $1::timestamptz)
           then extract(epoch from s.heard_at - c.heard_at)::real end as gap,
         extract(epoch from s.measured_at - s.heard_at)::real as skew
       from device_state s left join device_care c on c.device = s.device
       where s.heard_at > coalesce(c.heard_at, '-infinity'))
     insert into device_care as c (device, heard_at, day, day_gap, skews)
     select device, heard_at, day, gap, array_remove(array[skew], null) from heard
     on conflict (device) do update set heard_at = excluded.heard_at,
       gaps = case when c.day < excluded.day and c.day_gap is not null then (c.day_gap || c.gaps)[1:${DAYS}] else c.gaps end,
       day_gap = case when c.day < excluded.day then excluded.day_gap else greatest(c.day_gap, excluded.day_gap) end,
       day = greatest(c.day, excluded.day), skews = (excluded.skews || c.skews)[1:${SKEWS}]`,
    [now],
  );
  return rowCount ?? 0;
}

/**
 * Learns how often each device reports: the middle one of the longest gaps of its last days. What reports by itself and
 * on events besides keeps the rhythm of its quiet hours, and a day of outage does not spoil it.
 * @param declared interval in seconds by profile
 */
export async function learnIntervals(
  client: Pick<pg.ClientBase, 'query'>,
  declared: readonly { profile: string; interval_s: number }[],
): Promise<number> {
  const { rowCount } = await client.query(
    `with learnt as (
       select c.device, least(greatest(m.gap, ${SHORTEST_S}), p.interval_s * ${SLOWEST})::real as interval_s
       from device_care c join device d on d.id = c.device
       join json_to_recordset($1) as p(profile text, interval_s float) on p.profile = d.profile
       cross join lateral (select percentile_disc(0.5) within group (order by g) as gap from unnest(c.gaps) g) m
       where cardinality(c.gaps) >= ${DAYS_NEEDED})
     update device_state s set interval_s = l.interval_s from learnt l
     where s.device = l.device and (s.interval_s is null or abs(s.interval_s - l.interval_s) > 0.1 * s.interval_s)`,
    [JSON.stringify(declared)],
  );
  return rowCount ?? 0;
}
