import type pg from 'pg';
import { chinaDay } from '../../db/china-day.ts';

const AHEAD_DAYS = 3;
const DAY_MS = 86_400_000;

/** Makes the partitions of telemetry for yesterday, today and the days that come next; making them again changes nothing. */
export async function makeDays(writer: Pick<pg.ClientBase, 'query'>, now = new Date()): Promise<void> {
  for (let offset = -1; offset <= AHEAD_DAYS; offset++)
    await writer.query('select telemetry_day_make($1)', [chinaDay(new Date(now.getTime() + offset * DAY_MS))]);
}
