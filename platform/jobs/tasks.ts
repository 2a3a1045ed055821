import type { TaskList } from 'graphile-worker';
import { sealTrail } from '../audit/seal-trail.ts';
import type { Context } from '../http/context.ts';
import { refreshIndicators } from '../insights/refresh-indicators.ts';
import { IMPORT_TASK, WITHDRAW_TASK } from '../intake/messages/resume-imports.ts';
import { runImport } from '../intake/messages/run-import.ts';
import { withdrawImport } from '../intake/messages/withdraw-import.ts';

/** What the queue runs in the background; the rooms do the work. */
export function tasksOf(ctx: Context): TaskList {
  return {
    'seal-trail': async () => {
      await sealTrail(ctx.pool);
    },
    'refresh-indicators': async () => {
      await refreshIndicators(ctx.pool);
    },
    [IMPORT_TASK]: async (payload) => {
      await runImport(ctx, payload as { batch: number });
    },
    [WITHDRAW_TASK]: async (payload) => {
      await withdrawImport(ctx, payload as { batch: number });
    },
  };
}

/** Every minute: seal what was appended, bring the indicators up to date. */
export const CRONTAB = ['* * * * * seal-trail ?max=1', '* * * * * refresh-indicators ?max=1'].join('\n');
