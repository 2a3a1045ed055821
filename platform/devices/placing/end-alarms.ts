import type { Actor } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import type { Devices } from '../intake/create-devices.ts';

/** Ends what a device that was taken down still says: nobody would ever hear that it is over. */
export async function endAlarms(ctx: Context, devices: Devices, actor: Actor, device: number): Promise<void> {
  const { rows } = await ctx.writer.query<{ type: string; channel: string }>(
    'select type, channel from alarm where device = $1 and active',
    [device],
  );
  const known = rows.length > 0 ? await devices.book.byId(device) : undefined;
  if (!known) return;
  const by = { account: actor.account, post: actor.kind === 'staff' ? actor.post.id : null };
  for (const { type, channel } of rows)
    await devices.intake.take({ kind: 'clear', device: known, at: Date.now(), type, channel, ...by });
}
