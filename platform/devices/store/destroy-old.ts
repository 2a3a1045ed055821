import type pg from 'pg';
import { SYSTEM } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { chinaDay } from '../../db/china-day.ts';
import { withSystem } from '../../db/with-actor.ts';
import { keepDays } from './keep-days.ts';

const TOGETHER = 500;

/** What a profile keeps for how long, and where it lies. */
const KINDS = [
  { kind: 'readings', table: 'telemetry', days: 'raw_days' },
  { kind: 'hours', table: 'rollup_hour', days: 'hour_days' },
  { kind: 'days', table: 'rollup_day', days: 'day_days' },
] as const;

/**
 * Destroys what a profile's retention is over for: readings, hours, days. Of each profile one row in the trail says how
 * many rows and up to which day. Days of readings that no profile keeps any longer are dropped whole. Call it after the
 * roll-ups are up to date: they are made from what is destroyed here.
 * @param pool of `gewu_app`
 * @returns how many rows were destroyed
 */
export async function destroyOld(pool: pg.Pool, now = new Date()): Promise<number> {
  const { rows: profiles } = await withSystem(pool, (_db, client) =>
    client.query<{ key: string; retention: Record<(typeof KINDS)[number]['days'], number> }>(
      `select key, declaration -> 'retention' as retention from device_profile order by key`,
    ),
  );
  let destroyed = 0;
  for (const { key, retention } of profiles)
    for (const { kind, table, days } of KINDS)
      destroyed += await destroyOf(pool, { profile: key, kind, table, before: dayBefore(now, retention[days]) });
  const longest = Math.max(...profiles.map(({ retention }) => retention.raw_days));
  if (profiles.length > 0)
    await withSystem(pool, async (db, client) => {
      const dropped = await keepDays(client, longest, now);
      if (dropped.length > 0)
        await recordEvent(db, SYSTEM, { kind: 'destroy', subject: 'telemetry', data: { days: dropped } });
    });
  return destroyed;
}

type Old = { profile: string; kind: string; table: string; before: string };

/** Some hundred devices a transaction, so that no lock is held for long; each with its row in the trail. */
async function destroyOf(pool: pg.Pool, { profile, kind, table, before }: Old): Promise<number> {
  let after = 0;
  let destroyed = 0;
  for (;;) {
    const part = await withSystem(pool, async (db, client) => {
      const { rows } = await client.query<{ id: number }>(
        'select id from device where profile = $1 and id > $2 order by id limit $3',
        [profile, after, TOGETHER],
      );
      const devices = rows.map(({ id }) => id);
      if (devices.length === 0) return undefined;
      const floor = `$2::date::timestamp at time zone 'Asia/Shanghai'`;
      if (kind === 'readings')
        await client.query(
          `update rollup_state set raw_from = ${floor} where device = any($1) and raw_from < ${floor}`,
          [devices, before],
        );
      const { rowCount } = await client.query(`delete from ${table} where device = any($1) and at < ${floor}`, [
        devices,
        before,
      ]);
      const count = rowCount ?? 0;
      if (count > 0)
        await recordEvent(db, SYSTEM, {
          kind: 'destroy',
          subject: 'telemetry',
          data: { profile, what: kind, before, rows: count, first: devices[0], last: devices.at(-1) },
        });
      return { last: devices.at(-1) as number, count };
    });
    if (!part) return destroyed;
    after = part.last;
    destroyed += part.count;
  }
}

const dayBefore = (now: Date, days: number): string => chinaDay(new Date(now.getTime() - days * 86_400_000));
