import { chinaDay } from '../../db/china-day.ts';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

/** How much of a day's share somebody has used. */
export async function readShare(
  ctx: Context,
  holder: string,
  service: 'look' | 'compare',
  now = new Date(),
): Promise<number> {
  const row = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('quota_use')
      .select('used')
      .where('holder', '=', holder)
      .where('service', '=', service)
      .where('day', '=', chinaDay(now))
      .executeTakeFirst(),
  );
  return row?.used ?? 0;
}
