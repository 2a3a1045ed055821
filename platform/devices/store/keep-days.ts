import type pg from 'pg';
import { chinaDay } from '../../db/china-day.ts';

const AHEAD_DAYS = 3;
/** Telemetry older than this is dropped by the day, whatever its profile: the longest that any profile keeps. */
const DAY_MS = 86_400_000;

/**
 * Makes the days of telemetry that come next, and drops those that no profile keeps any longer. Run at start and every
 * day; running it again changes nothing.
 * @param keepDays the longest retention that a profile declares
 */
export async function keepDays(
  writer: Pick<pg.ClientBase, 'query'>,
  keepDays: number,
  now = new Date(),
): Promise<void> {
  const day = (offset: number) => chinaDay(new Date(now.getTime() + offset * DAY_MS));
  for (let offset = -1; offset <= AHEAD_DAYS; offset++)
    await writer.query('select telemetry_day_make($1)', [day(offset)]);
  const { rows } = await writer.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
     where p.relname = 'telemetry' and c.relname ~ '^telemetry_\\d{8}$'`,
  );
  const oldest = day(-keepDays).replaceAll('-', '');
  for (const { name } of rows) {
    const date = name.slice('telemetry_'.length);
    if (date < oldest)
      await writer.query('select telemetry_day_drop($1)', [`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`]);
  }
}
