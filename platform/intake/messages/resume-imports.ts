import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

export const IMPORT_TASK = 'import-messages';
export const WITHDRAW_TASK = 'withdraw-import';

/** Puts a batch to work. Two jobs for one batch would do no harm, but the key keeps them from waiting both. */
export async function startImportJob(
  ctx: Context,
  batch: number,
  task: typeof IMPORT_TASK | typeof WITHDRAW_TASK,
): Promise<void> {
  await ctx.jobs.add(task, { batch }, `${task}:${batch}`);
}

/**
 * At the start of a server: imports that were under way when the last one died go on at once. The queue alone would
 * wait hours before it takes a dead worker's job for lost.
 */
export async function resumeImports(ctx: Context): Promise<void> {
  const batches = await withSystem(ctx.pool, (db) =>
    db.selectFrom('intake_batch').select(['id', 'state']).where('state', 'in', ['running', 'withdrawing']).execute(),
  );
  for (const batch of batches)
    await startImportJob(ctx, batch.id, batch.state === 'running' ? IMPORT_TASK : WITHDRAW_TASK);
}
