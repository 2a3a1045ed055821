import { withSystem } from '../../db/with-actor.ts';
import type { RecordsContext } from '../records-context.ts';
import { openWorkStore } from '../work/open-work-store.ts';
import type { Batch } from './batch-state.ts';
import { type BatchProgress, runBatch } from './run-batch.ts';

/**
 * Runs every batch that is staged or was interrupted, those begun first, and seals the store after the last.
 * @param onBatch called as each is done
 * @returns the batches as they ended
 */
export async function importPending(
  ctx: RecordsContext,
  options: {
    memory?: string;
    onProgress?: (batch: number, ...progress: Parameters<BatchProgress>) => void;
    onBatch?: (batch: Batch) => void;
    onWait?: () => void;
  } = {},
): Promise<Batch[]> {
  const done: Batch[] = [];
  if ((await pendingBatches(ctx)).length === 0) return done;
  const store = await openWorkStore(ctx, options);
  try {
    // one at a time, looked up anew: more may have come meanwhile, or one been stopped
    for (;;) {
      const id = (await pendingBatches(ctx))[0];
      if (id === undefined) break;
      const batch = await runBatch(ctx, store, id, {
        onProgress: (...progress) => options.onProgress?.(id, ...progress),
      });
      options.onBatch?.(batch);
      done.push(batch);
    }
  } catch (error) {
    await store.discard();
    throw error;
  }
  await store.close();
  return done;
}

/** Those under way come before those that wait: a half loaded file must not be overtaken by a newer one of its source. */
export async function pendingBatches(ctx: RecordsContext): Promise<number[]> {
  const rows = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('record_batch')
      .select('id')
      .where('state', 'in', ['staged', 'checking', 'loading'])
      .orderBy((e) => e.case().when('done_rows', '>', 0).then(0).else(1).end())
      .orderBy('id')
      .execute(),
  );
  return rows.map(({ id }) => id);
}
