import type pg from 'pg';
import type { SightRule } from './dialect-types.ts';
import { drawSight, type InView } from './draw-sight.ts';
import type { Seen } from './translate-message.ts';

/** What nobody said to have left for so long has left: its end was lost. What ended is remembered a while. */
const LONGEST_IN_VIEW = '1 day';

/**
 * Keeps what came into a camera's view, moved or left, and draws the camera's values from all that is in view now. It
 * stands in the database, so that a restart forgets no car; an older message never undoes a newer one.
 * @param ts when it was seen, ms
 */
export async function keepSight(
  writer: pg.Pool,
  device: number,
  rules: Readonly<Record<string, SightRule>>,
  seen: Seen,
  ts: number,
): Promise<Record<string, string | number | boolean>[]> {
  const client = await writer.connect();
  try {
    await client.query('begin');
    const { rows: before } = await client.query<{ zones: string[] }>(
      `select zones from camera_object where device = $1 and object = $2 for update`,
      [device, seen.object],
    );
    await client.query(
      `insert into camera_object (device, object, label, zones, score, ended, at) values ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))
       on conflict (device, object) do update set label = excluded.label, zones = excluded.zones, score = excluded.score,
         ended = excluded.ended, at = excluded.at where not camera_object.ended and (excluded.ended or camera_object.at <= excluded.at)`,
      [device, seen.object, seen.label, seen.zones, seen.score, seen.ended, ts],
    );
    await client.query(
      `delete from camera_object where device = $1 and at < to_timestamp($2 / 1000.0) - interval '${LONGEST_IN_VIEW}'`,
      [device, ts],
    );
    const { rows: inView } = await client.query<InView>(
      'select label, zones, score from camera_object where device = $1 and not ended order by object limit 500',
      [device],
    );
    await client.query('commit');
    client.release();
    const touched = new Set([...seen.zones, ...(before[0]?.zones ?? [])]);
    return drawSight(rules, inView, [...touched], seen.label);
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}
