import type { TaskList } from 'graphile-worker';
import type { Context } from '../../http/context.ts';
import { listDueSubjects } from './ask-destruction.ts';
import { resumeDestructions } from './destroy-subjects.ts';

/** Once a day: put forward what is past its retention, and finish destructions that a stop cut off. */
export function vaultTasks(ctx: Context): TaskList {
  return {
    'vaults-due': async () => {
      await resumeDestructions(ctx);
      await listDueSubjects(ctx);
    },
  };
}
