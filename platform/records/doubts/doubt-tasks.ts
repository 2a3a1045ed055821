import type { TaskList } from 'graphile-worker';
import type { Context } from '../../http/context.ts';
import { decide } from '../decisions/decide.ts';
import { takeOwnRequests } from '../own/take-own-requests.ts';
import { queueImport } from '../record-tasks.ts';
import { gatherDoubts } from './gather-doubts.ts';
import { sendDoorFacts } from './send-door-facts.ts';
import { settleWith } from './settle-doubt.ts';
import { takeAnswers } from './take-answers.ts';

/**
 * Every minute the answers of doors and desks return to the base; in working hours doubts go out to the doors; at night
 * what was seen there goes to the import.
 */
export const DOUBT_CRONTAB = [
  '* * * * * records-answers ?max=1',
  '5 0-9 * * 1-5 records-doubts ?max=1',
  '30 17 * * * records-door-facts ?fill=1d&max=3',
].join('\n');

export function doubtTasks(ctx: Context): TaskList {
  return {
    'records-answers': async () => {
      await takeAnswers(ctx, settleWith(decide));
      await takeOwnRequests(ctx, decide);
    },
    'records-doubts': async () => {
      await gatherDoubts(ctx);
    },
    'records-door-facts': async () => {
      if ((await sendDoorFacts(ctx)) !== undefined) await queueImport(ctx);
    },
  };
}
