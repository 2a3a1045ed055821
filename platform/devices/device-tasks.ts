import type { TaskList } from 'graphile-worker';
import type { Context } from '../http/context.ts';
import { readProfiles } from './profiles/read-profiles.ts';
import { keepDays } from './store/keep-days.ts';

/** What devices need from the queue: the next days of telemetry made, those that nobody keeps dropped. */
export const deviceTasks = (ctx: Context): TaskList => ({
  'telemetry-days': async () => {
    await keepTelemetryDays(ctx);
  },
});

/** At half past one at night in China. */
export const DEVICE_CRONTAB = '30 17 * * * telemetry-days ?fill=1d&max=3';

/** Makes and drops days by the longest retention that a profile declares. */
export async function keepTelemetryDays(ctx: Pick<Context, 'writer'>): Promise<void> {
  const days = [...readProfiles().values()].map((profile) => profile.retention.raw_days);
  await keepDays(ctx.writer, Math.max(90, ...days));
}
