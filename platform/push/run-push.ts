import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { repeatWork } from '../http/repeat-work.ts';
import { createPushSend } from './push-send.ts';
import { sendPushes } from './send-pushes.ts';

const TURN_MS = 250;
const SWEEP_MS = 3_600_000;
const KEPT_DAYS = 90;

/**
 * Empties the outbox a few times a second, and forgets what was sent long ago.
 * @returns stops it, after the turn under way
 */
export function runPush(ctx: Context): () => Promise<void> {
  if (!ctx.config.push.on) return async () => undefined;
  const send = createPushSend(ctx.config.push);
  const warn = (error: unknown) => ctx.log.error({ err: error }, 'phones could not be told');
  const stops = [
    repeatWork(TURN_MS, () => sendPushes(ctx, send), warn),
    repeatWork(SWEEP_MS, () => sweepNotes(ctx), warn),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

async function sweepNotes(ctx: Context): Promise<void> {
  await withSystem(ctx.pool, (_db, client) =>
    client.query(`delete from push_note where made_at < now() - make_interval(days => ${KEPT_DAYS})`),
  );
}
