import type { TaskList } from 'graphile-worker';
import { sealTrail } from '../audit/seal-trail.ts';
import { DEVICE_CRONTAB, deviceTasks } from '../devices/device-tasks.ts';
import { PLACING_CRONTAB, placingTasks } from '../devices/placing/placing-tasks.ts';
import type { Context } from '../http/context.ts';
import { refreshIndicators } from '../insights/refresh-indicators.ts';
import { intakeTasks } from '../intake/intake-tasks.ts';
import { COMPARE_CRONTAB, compareTasks } from '../records/compare/compare-tasks.ts';
import { DOUBT_CRONTAB, doubtTasks } from '../records/doubts/doubt-tasks.ts';
import { RECORDS_CRONTAB, recordTasks } from '../records/record-tasks.ts';
import { SHARING_CRONTAB, sharingTasks } from '../records/sharing/sharing-tasks.ts';
import { vaultTasks } from '../records/vault/vault-tasks.ts';

/** What the queue runs in the background; the rooms do the work. */
export function tasksOf(ctx: Context): TaskList {
  return {
    'seal-trail': async () => {
      await sealTrail(ctx.pool);
    },
    'refresh-indicators': async () => {
      await refreshIndicators(ctx.pool, { ifBusy: 'leave' });
    },
    ...intakeTasks(ctx),
    ...deviceTasks(ctx),
    ...placingTasks(ctx),
    ...recordTasks(ctx),
    ...compareTasks(ctx),
    ...doubtTasks(ctx),
    ...sharingTasks(ctx),
    ...vaultTasks(ctx),
  };
}

/** Every minute: seal what was appended, bring the indicators up to date. At two at night in China: what is due to go. */
export const CRONTAB = [
  '* * * * * seal-trail ?max=1',
  '* * * * * refresh-indicators ?max=1',
  DEVICE_CRONTAB,
  PLACING_CRONTAB,
  DOUBT_CRONTAB,
  RECORDS_CRONTAB,
  SHARING_CRONTAB,
  COMPARE_CRONTAB,
  '10 18 * * * vaults-due ?fill=1d&max=3',
].join('\n');
