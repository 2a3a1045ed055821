import type pg from 'pg';
import type { Intake } from './create-intake.ts';
import type { DeviceBook } from './device-book.ts';

const KEY = 'devices.listening_at';
/** Longer than this without a listener, and silence is nobody's fault but ours. */
const ABSENT_MS = 15_000;

/** Since when somebody has listened without a break: silence from before is no device's fault. */
export const LISTENING_SINCE = 'devices.listening_since';

/** Says that a server listens, and since when that is so without a break; called every second by each of them. */
export async function notePresence(writer: pg.Pool): Promise<void> {
  await writer.query(
    `insert into setting (key, value)
     select $1::text, to_jsonb(now()) union all
     select $2::text, to_jsonb(now())
     where not exists (select from setting where key = $1 and (value #>> '{}')::timestamptz > now() - make_interval(secs => $3))
     on conflict (key) do update set value = excluded.value, changed_at = now()`,
    [KEY, LISTENING_SINCE, ABSENT_MS / 1000],
  );
}

/**
 * Where no server listened for a while, starts counting every device's silence anew: otherwise the first start after a
 * night of maintenance would call the whole fleet silent.
 * @returns how many devices were concerned
 */
export async function resumeListening(
  writer: pg.Pool,
  book: DeviceBook,
  intake: Intake,
  now = Date.now(),
): Promise<number> {
  const { rows } = await writer.query<{ at: string }>(`select value #>> '{}' as at from setting where key = $1`, [KEY]);
  const heard = rows[0] ? Date.parse(rows[0].at) : now;
  if (now - heard < ABSENT_MS) return 0;
  const { rows: due } = await writer.query<{ device: number }>(
    'select device from device_state where wake_at is not null and heard_at is not null',
  );
  const devices = await book.byIds(due.map((row) => row.device));
  await Promise.all([...devices.values()].map((device) => intake.take({ kind: 'resumed', device, at: now })));
  return devices.size;
}
