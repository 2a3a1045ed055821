import type { TaskList } from 'graphile-worker';
import type { Context } from '../http/context.ts';
import { destroyOld } from './store/destroy-old.ts';
import { rollUp } from './store/roll-up.ts';

/** What devices need from the queue: telemetry rolled up, its next days made, what nobody keeps any longer destroyed. */
export const deviceTasks = (ctx: Context): TaskList => ({
  'telemetry-rollups': async () => {
    await rollUp(ctx.writer);
  },
  'telemetry-days': async () => {
    await rollUp(ctx.writer);
    await destroyOld(ctx.pool);
  },
});

/** Ten past every hour; at half past one at night in China the days. */
export const DEVICE_CRONTAB = ['10 * * * * telemetry-rollups ?max=1', '30 17 * * * telemetry-days ?fill=1d&max=3'].join(
  '\n',
);
