import type { Sample } from '@gewu/alarms/replay-steps';
import type { Value } from '@gewu/alarms/types';
import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { KnownAlarm } from './compare-episodes.ts';
import type { Stretch } from './replay-device.ts';

export type Past = { history: Sample[]; alarms: KnownAlarm[] };

/** What led to the first alarms lies before the time asked for. */
const LEAD_MS = 2 * 86_400_000;

/**
 * The kept readings of some devices, and their alarms of one type, as the actor may see them.
 * @param most readings to read; more than that and nothing is returned
 */
export async function readPast(
  ctx: Context,
  actor: Actor,
  devices: readonly number[],
  type: string,
  { since, until }: Stretch,
  most: number,
): Promise<Map<number, Past> | undefined> {
  return withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<{ device: number; ts: number; values: Record<string, Value> }>(
      `select device, extract(epoch from at)::double precision * 1000 as ts, values from telemetry
       where device = any($1) and at >= $2 and at < $3 order by device, at limit $4`,
      [devices, new Date(since - LEAD_MS), new Date(until), most + 1],
    );
    if (rows.length > most) return undefined;
    const { rows: alarms } = await client.query<
      Omit<KnownAlarm, 'from' | 'to'> & { device: number; from: Date; to: Date | null }
    >(
      `select device, id, channel, raised_at as from, cleared_at as to, verdict from alarm
       where device = any($1) and type = $2 and raised_at >= $3 and raised_at < $4 order by raised_at`,
      [devices, type, new Date(since), new Date(until)],
    );
    const past = new Map<number, Past>(devices.map((id) => [id, { history: [], alarms: [] }]));
    for (const { device, ts, values } of rows) past.get(device)?.history.push({ ts: Math.round(ts), values });
    for (const { device, from, to, ...alarm } of alarms)
      past.get(device)?.alarms.push({ ...alarm, from: from.getTime(), to: to?.getTime() ?? null });
    return past;
  });
}
