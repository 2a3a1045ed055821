import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { SYSTEM } from '../access/actor.ts';
import type { Context } from '../http/context.ts';
import { readIndicators } from '../insights/read-indicators.ts';
import { refreshIndicators } from '../insights/refresh-indicators.ts';
import { measureReplies } from '../intake/petitions/measure-replies.ts';
import { type PetitionReport, runImportPetitions } from '../intake/petitions/run-import-petitions.ts';
import { createProgress } from './create-progress.ts';
import { withInstallation } from './with-installation.ts';

/** `gewu import petitions FILE`. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description('bring files in')
    .command('petitions')
    .argument('<file>', 'messages, with or without replies, XLSX or CSV')
    .description('replay messages and their replies through the loop at their real times')
    .action((file: string) =>
      withInstallation(async ({ ctx }) => {
        const progress = createProgress('import 导入');
        const report = await runImportPetitions(ctx, file, { onProgress: progress.report }).finally(() =>
          progress.stop(),
        );
        await writeReport(ctx, report, await readFile(file));
        if (report.state !== 'done') process.exitCode = 1;
      }),
    );
}

/** Every row accounted for, and the median time to the reply twice: as the indicators have it, and from the file. */
async function writeReport(ctx: Context, report: PetitionReport, bytes: Buffer): Promise<void> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  write(
    `rows ${report.rows} = opened ${report.opened} + refused ${report.refused.length}  行数 ${report.rows} = 已立 ${report.opened} + 拒收 ${report.refused.length}`,
  );
  for (const { line, reasons } of report.refused)
    write(`  line ${line}: ${reasons.map((reason) => `${reason.zh} / ${reason.en}`).join('; ')}`);
  if (report.state !== 'done')
    write('The import stopped before its end. The same command goes on. 导入中断，再次执行同一命令即可继续。');
  if (report.answered === 0 || !report.period) return;
  await refreshIndicators(ctx.pool);
  const { reply } = await readIndicators(ctx, SYSTEM, { by: 'month', ...report.period });
  const file = await measureReplies(bytes);
  write(
    `median days to reply, by the indicators  指标所得答复天数中位数: ${days(reply.hours === null ? null : reply.hours / 24)} (${reply.replies} replies)`,
  );
  write(`median days to reply, from the file alone  文件直接计算: ${days(file.medianDays)} (${file.answered} replies)`);
}

const days = (value: number | null) => (value === null ? '–' : value.toFixed(1));
