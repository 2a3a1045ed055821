import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { readSourceBook } from '../pages/source-book.ts';

export type SourceFreshness = { lastAt: string | null; late: boolean };

const DAY_MS = 86_400_000;
/** How long after its last batch a source is late, by how often it says it comes; half as long again is forgiven. */
const EVERY_DAYS: Record<string, number> = {
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  termly: 183,
  yearly: 366,
};

/** When each source was last brought in, and whether it is late by its own declaration. */
export async function readSourceFreshness(ctx: Context, now = new Date()): Promise<Map<number, SourceFreshness>> {
  const book = await readSourceBook(ctx);
  const rows = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('record_batch')
      .select((eb) => ['source', eb.fn.max('finished_at').as('last')])
      .where('state', '=', 'done')
      .groupBy('source')
      .execute(),
  );
  const last = new Map(rows.map(({ source, last: at }) => [source, at]));
  return new Map(
    [...book.values()].map(({ id, frequency }) => {
      const at = last.get(id) ?? null;
      const every = EVERY_DAYS[frequency];
      const late = at !== null && every !== undefined && now.getTime() - at.getTime() > every * 1.5 * DAY_MS;
      return [id, { lastAt: at?.toISOString() ?? null, late }];
    }),
  );
}
