import type { TaskList } from 'graphile-worker';
import type { Context } from '../http/context.ts';
import { forecastBins } from './bins/forecast-bins.ts';
import { reviewFleet, turnCare } from './care/turn-care.ts';
import { readProfiles } from './profiles/read-profiles.ts';
import { destroyOld } from './store/destroy-old.ts';
import { rollUp } from './store/roll-up.ts';

/**
 * What devices need from the queue: looking after them, telemetry rolled up (and the fleet reviewed by it), its next days
 * made, what nobody keeps any longer destroyed.
 */
export function deviceTasks(ctx: Context): TaskList {
  const profiles = readProfiles();
  return {
    'device-care': async () => {
      await turnCare(ctx, profiles);
    },
    'telemetry-rollups': async () => {
      await rollUp(ctx.writer);
      await reviewFleet(ctx, profiles);
    },
    'bin-forecasts': async () => {
      await forecastBins(ctx);
    },
    'telemetry-days': async () => {
      await rollUp(ctx.writer);
      await destroyOld(ctx.pool);
      // who has not spoken for a month is forgotten, unless somebody put it aside: that is to be remembered
      await ctx.writer.query(
        `delete from device_claim where ignored_at is null and last_at < now() - interval '30 days'`,
      );
    },
  };
}

/** Every minute the connections; ten past every hour the roll-ups; at half past one in China the days, at four the bins. */
export const DEVICE_CRONTAB = [
  '* * * * * device-care ?max=1',
  '10 * * * * telemetry-rollups ?max=1',
  '30 17 * * * telemetry-days ?fill=1d&max=3',
  '0 20 * * * bin-forecasts ?max=3',
].join('\n');
