import type { Command } from 'commander';
import { runLink } from '../records/entities/run-link.ts';
import { createProgress } from './create-progress.ts';
import { withInstallation } from './with-installation.ts';

/** `gewu records link`. */
export function registerRecordsLink(records: Command): void {
  records
    .command('link')
    .option('--full', 'look at every row again, not only at what changed')
    .option('--memory <size>', 'for the comparisons, e.g. 3GB', '3GB')
    .description('find who is who, and bring people, homes and organisations up to date')
    .action((options: { full?: boolean; memory: string }) =>
      withInstallation(async ({ ctx }) => {
        let bar: ReturnType<typeof createProgress> | undefined;
        let barOf = '';
        const report = await runLink(ctx, {
          full: options.full === true,
          memory: options.memory,
          onWait: () =>
            process.stdout.write(
              'Another run works on the records; waiting for it. 另一个任务正在处理数据底册，等待中。\n',
            ),
          onProgress: ({ phase, done }) => {
            if (phase !== barOf) bar?.stop();
            if (phase !== barOf) bar = createProgress(`link 关联 ${phase}`);
            barOf = phase;
            bar?.report(Math.round(done * 100), 100);
          },
        }).finally(() => bar?.stop());
        process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
      }),
    );
}
