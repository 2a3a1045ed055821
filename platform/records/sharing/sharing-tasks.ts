import type { TaskList } from 'graphile-worker';
import type { Context } from '../../http/context.ts';
import { refreshSharing } from './refresh-sharing.ts';

export const SHARING_TASK = 'records-sharing';

/** Counts anew every ten minutes; costs next to nothing while nothing changed. */
export const SHARING_CRONTAB = `*/10 * * * * ${SHARING_TASK} ?max=1`;

export function sharingTasks(ctx: Context): TaskList {
  return {
    [SHARING_TASK]: async () => {
      await refreshSharing(ctx);
    },
  };
}
