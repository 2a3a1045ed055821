import { SYSTEM } from '../../../access/actor.ts';
import { withSystem } from '../../../db/with-actor.ts';
import type { Context } from '../../../http/context.ts';
import type { Feed } from '../../sources/declaration.ts';
import type { RawSource } from '../../sources/resolve-source.ts';
import { pullFeed } from './pull-feed.ts';

const HOUR = 3_600_000;

/** How often a feed is asked, in milliseconds: '6 hours', '1 days'. */
export function everyMs(every: string): number {
  const [amount, unit] = every.split(' ');
  return Number(amount) * (unit === 'days' ? 24 * HOUR : HOUR);
}

/**
 * Asks every feed whose last batch is older than its declaration says. One that fails is logged and asked again at the
 * next turn; the others do not wait for it.
 * @returns how many batches were staged
 */
export async function pullDue(ctx: Context, now = new Date()): Promise<number> {
  const rows = await withSystem(ctx.pool, async (_db, client) => {
    const { rows: found } = await client.query<{ code: string; declaration: RawSource; last: Date | null }>(
      `select s.code, s.declaration, (select max(created_at) from record_batch where source = s.id) as last
       from source s where s.retired_at is null and s.declaration->'feed' is not null`,
    );
    return found;
  });
  let pulled = 0;
  for (const { code, declaration, last } of rows) {
    const feed = declaration.feed as Feed;
    if (last !== null && now.getTime() - last.getTime() < everyMs(feed.every)) continue;
    if (process.env[feed.url] === undefined) continue;
    await pullFeed(ctx, SYSTEM, { code, feed }).then(
      () => {
        pulled += 1;
      },
      (error) => ctx.log.error({ err: error, source: code }, 'a feed could not be pulled'),
    );
  }
  return pulled;
}
