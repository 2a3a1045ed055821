import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { RecordsContext } from './records-context.ts';
import type { ChildMessage, ChildOrder, Job } from './run-records.ts';

/**
 * Runs a heavy job of the record base in a process of its own, so that no request waits for it. What the process needs
 * to know goes over its channel and never stands in its command line or environment.
 * @param signal ends the process; what it had begun goes on at the next run
 * @throws Error with the words of the one that ended the process
 */
export async function runInChild(ctx: RecordsContext, job: Job, signal?: AbortSignal): Promise<void> {
  const child = fork(join(import.meta.dirname, 'run-records.ts'), [], { serialization: 'json', stdio: 'inherit' });
  const stop = () => void child.kill('SIGKILL'); // it leaves nothing half done whenever it dies
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      let failed: string | undefined;
      child.on('message', (message: ChildMessage) => {
        failed = message.failed;
      });
      child.on('error', reject);
      child.on('exit', (code, by) => {
        if (code === 0) resolve();
        else reject(new Error(failed ?? `the run of the records ended with ${by ?? code}`));
      });
      const { connectionString } = ctx.pool.options;
      const order: ChildOrder = { config: ctx.config, url: connectionString as string, job };
      child.send(order, (error) => error && reject(error));
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
