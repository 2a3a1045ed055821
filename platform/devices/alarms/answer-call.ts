import type { Actor } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { acknowledge, noSuchAlarm } from './change-alarm.ts';

/**
 * The phone says that the call is on its screen; the first time counts.
 * @throws Problem 404 where one was not called for this alarm
 */
export async function noteShown(ctx: Context, actor: Actor, alarm: number): Promise<void> {
  const { rowCount } = await withSystem(ctx.pool, (_db, client) =>
    client.query('update alarm_call set shown_at = coalesce(shown_at, now()) where alarm = $1 and account = $2', [
      alarm,
      actor.account,
    ]),
  );
  if (!rowCount) throw noSuchAlarm();
}

/**
 * Somebody who was called has seen it: all phones stop calling. Whoever presses later is noted too, but changes nothing.
 * @returns whether this was the first
 * @throws Problem 404 where one was not called for this alarm
 */
export async function answerCall(ctx: Context, actor: Actor, alarm: number): Promise<boolean> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rowCount } = await client.query(
      `update alarm_call set acknowledged_at = coalesce(acknowledged_at, now()), shown_at = coalesce(shown_at, now())
       where alarm = $1 and account = $2`,
      [alarm, actor.account],
    );
    if (!rowCount) throw noSuchAlarm();
    return (await acknowledge(client, actor, [alarm])) > 0;
  });
}
