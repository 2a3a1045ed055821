import type { TaskList } from 'graphile-worker';
import type { Context } from '../http/context.ts';
import { IMPORT_TASK, WITHDRAW_TASK } from './messages/resume-imports.ts';
import { runImport } from './messages/run-import.ts';
import { withdrawImport } from './messages/withdraw-import.ts';
import { openQueuedReport, REPORT_TASK } from './open311/create-request.ts';

/** What this room runs in the background. */
export function intakeTasks(ctx: Context): TaskList {
  return {
    [IMPORT_TASK]: async (payload, { abortSignal }) =>
      void (await runImport(ctx, payload as { batch: number }, { signal: abortSignal })),
    [WITHDRAW_TASK]: async (payload, { abortSignal }) =>
      void (await withdrawImport(ctx, payload as { batch: number }, { signal: abortSignal })),
    [REPORT_TASK]: async (payload) => openQueuedReport(ctx, payload as { sealed: string }),
  };
}
