import type pg from 'pg';
import type { Intake } from './create-intake.ts';
import type { DeviceBook } from './device-book.ts';

const BATCH = 500;

/**
 * Lets time go on for the devices whose moment has come: durations that are over, schedules that open, silences. The
 * moment stands in the device's row, so nothing is lost with the process; where several servers turn the clock, the
 * version of the row lets one of them win.
 * @param now ms
 * @returns how many devices were looked at
 */
export async function turnDeviceClock(
  writer: pg.Pool,
  book: DeviceBook,
  intake: Intake,
  now = Date.now(),
): Promise<number> {
  let seen = 0;
  let after = 0;
  for (;;) {
    const { rows } = await writer.query<{ device: number }>(
      'select device from device_state where wake_at <= to_timestamp($1 / 1000.0) and device > $2 order by device limit $3',
      [now, after, BATCH],
    );
    const devices = await book.byIds(rows.map((row) => row.device));
    await Promise.all(
      [...devices.values()]
        .filter((device) => device.admin === 'active')
        .map((device) => intake.take({ kind: 'tick', device, at: now })),
    );
    seen += devices.size;
    after = rows.at(-1)?.device ?? after;
    if (rows.length < BATCH) return seen;
  }
}
