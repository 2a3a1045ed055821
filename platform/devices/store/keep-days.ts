import type pg from 'pg';
import { chinaDay } from '../../db/china-day.ts';
import { makeDays } from './make-days.ts';

const DAY_MS = 86_400_000;

/**
 * Makes the days of telemetry that come next, and drops those that no profile keeps any longer. Running it again changes
 * nothing.
 * @param keepDays the longest retention that a profile declares
 * @returns the days that were dropped
 */
export async function keepDays(
  writer: Pick<pg.ClientBase, 'query'>,
  keepDays: number,
  now = new Date(),
): Promise<string[]> {
  await makeDays(writer, now);
  const { rows } = await writer.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
     where p.relname = 'telemetry' and c.relname ~ '^telemetry_\\d{8}$' order by 1`,
  );
  const oldest = chinaDay(new Date(now.getTime() - keepDays * DAY_MS)).replaceAll('-', '');
  const dropped: string[] = [];
  for (const { name } of rows) {
    const date = name.slice('telemetry_'.length);
    if (date >= oldest) continue;
    dropped.push(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`);
    await writer.query('select telemetry_day_drop($1)', [dropped.at(-1)]);
  }
  return dropped;
}
