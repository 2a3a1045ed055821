import type { TaskList } from 'graphile-worker';
import type { Context } from '../../http/context.ts';
import { COMPARE_TASK } from './create-file.ts';
import { forgetCompared, runFile } from './run-file.ts';

const FORGET_TASK = 'records-compare-forget';
/** At three at night in China: rows past their time go. */
export const COMPARE_CRONTAB = `20 19 * * * ${FORGET_TASK} ?fill=1d&max=3`;

export function compareTasks(ctx: Context): TaskList {
  return {
    [COMPARE_TASK]: async (payload) => runFile(ctx, (payload as { batch: number }).batch),
    [FORGET_TASK]: async () => forgetCompared(ctx),
  };
}
