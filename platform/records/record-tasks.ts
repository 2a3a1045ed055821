import type { TaskList } from 'graphile-worker';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { pullDue } from './batches/feed/pull-due.ts';
import { pendingBatches } from './batches/import-pending.ts';
import { runInChild } from './run-in-child.ts';
import { clearOpenFiles } from './work/clear-open-files.ts';

export const IMPORT_TASK = 'records-import';
export const LINK_TASK = 'records-link';
export const PULL_TASK = 'records-pull';

/**
 * Every ten minutes: ask the feeds that are due. At three at night in China: link what has come, and look again at who
 * is no child any more.
 */
export const RECORDS_CRONTAB = `*/10 * * * * ${PULL_TASK} ?max=1\n0 19 * * * ${LINK_TASK} ?max=3`;

/** What this room runs in the background: imports, what follows from them, and feeds. */
export function recordTasks(ctx: Context): TaskList {
  return {
    [IMPORT_TASK]: async (_payload, { abortSignal }) => {
      await runInChild(ctx, { kind: 'import' }, abortSignal);
      await queueLink(ctx);
    },
    [LINK_TASK]: async (payload, { abortSignal }) => {
      await runInChild(ctx, { kind: 'link', full: (payload as { full?: boolean } | null)?.full === true }, abortSignal);
    },
    [PULL_TASK]: async () => {
      if ((await pullDue(ctx)) > 0) await queueImport(ctx);
    },
  };
}

/** Puts what is staged to work. Two jobs for it would do no harm, but the key keeps them from waiting both. */
export async function queueImport(ctx: Context): Promise<void> {
  await ctx.jobs.add(IMPORT_TASK, {}, IMPORT_TASK);
}

export async function queueLink(ctx: Context, full = false): Promise<void> {
  await ctx.jobs.add(LINK_TASK, { full }, LINK_TASK);
}

/**
 * At the start of a server: what lay open when the last run was killed goes, batches that were under way go on, and
 * what was imported but never linked is linked.
 */
export async function resumeRecords(ctx: Context): Promise<void> {
  await clearOpenFiles(ctx);
  if ((await pendingBatches(ctx)).length > 0) return queueImport(ctx);
  const behind = await withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ behind: boolean }>(
      `select exists (select from record_batch where state = 'done' and inserted + updated + vanished > 0
         and finished_at > coalesce((select max(started_at) from link_run where state = 'done'), '-infinity')) as behind`,
    );
    return rows[0]?.behind === true;
  });
  if (behind) await queueLink(ctx);
}
