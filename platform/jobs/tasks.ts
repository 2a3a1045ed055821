import type { TaskList } from 'graphile-worker';
import { sealTrail } from '../audit/seal-trail.ts';
import type { Context } from '../http/context.ts';

/** What the queue runs in the background. Rooms add theirs here. */
export function tasksOf(ctx: Context): TaskList {
  return {
    'seal-trail': async () => {
      await sealTrail(ctx.pool);
    },
  };
}

/** Every minute: seal what was appended. */
export const CRONTAB = '* * * * * seal-trail ?max=1';
