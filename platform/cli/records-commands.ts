import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { SYSTEM } from '../access/actor.ts';
import { CATALOGUE_DIR } from '../catalogue/read-catalogue.ts';
import type { Context } from '../http/context.ts';
import type { Batch } from '../records/batches/batch-state.ts';
import { importPending } from '../records/batches/import-pending.ts';
import { listFiles } from '../records/batches/list-files.ts';
import { readStatus } from '../records/batches/read-status.ts';
import { stageFile } from '../records/batches/stage-file.ts';
import { readSources } from '../records/sources/read-sources.ts';
import { createProgress } from './create-progress.ts';
import { withInstallation } from './with-installation.ts';

const MOST_BYTES = 16 * 2 ** 30;
const write = (line: string) => process.stdout.write(`${line}\n`);

/** `gewu records import`, `gewu records status`. */
export function registerRecords(program: Command): Command {
  const records = program.command('records').description('the base of people, homes and organisations');
  records
    .command('import')
    .argument('[source]', 'code of the source, see `records status`')
    .argument('[file]', 'CSV, XLSX, Parquet or JSON')
    .option('--all <folder>', 'every file of a folder that is named after its source')
    .option('--partial', 'rows that are not in the file have not vanished')
    .option('--memory <size>', 'for the checks, e.g. 3GB', '3GB')
    .description('check and load department files; what was interrupted goes on')
    .action(
      (
        source: string | undefined,
        file: string | undefined,
        options: { all?: string; partial?: boolean; memory: string },
      ) =>
        withInstallation(async ({ ctx }) => {
          if (options.all === undefined && (source === undefined) !== (file === undefined))
            throw new Error(
              'Name a source and a file, or --all with a folder. 请写明数据源和文件，或用 --all 指定文件夹。',
            );
          for (const one of await filesOf(source, file, options.all)) {
            const arrival = {
              ...one,
              bytes: createReadStream(one.path, { highWaterMark: 2 ** 20 }),
              limit: MOST_BYTES,
            };
            await stageFile(ctx, SYSTEM, { ...arrival, partial: options.partial ?? false });
          }
          await runPending(ctx, options.memory);
        }),
    );
  records
    .command('status')
    .description('what each source holds, and what its last file brought')
    .action(() =>
      withInstallation(async ({ ctx }) => {
        for (const row of await readStatus(ctx))
          write(
            `${row.code.padEnd(22)} ${String(row.rows).padStart(9)} rows 行  ${row.last === null ? '–' : `${row.last.state} ${row.last.name} ${row.last.at.slice(0, 16).replace('T', ' ')}`}  ${row.nameZh}`,
          );
      }),
    );
  return records;
}

async function filesOf(source: string | undefined, file: string | undefined, folder: string | undefined) {
  if (folder === undefined)
    return source === undefined || file === undefined ? [] : [{ source, path: file, name: basename(file) }];
  const { sources } = readSources(CATALOGUE_DIR);
  const { files, others } = await listFiles(
    folder,
    sources.map((declared) => ({ code: declared.code, declared })),
  );
  if (others.length > 0) write(`Passed over, named after no source 未导入（不是数据源文件名）: ${others.join(', ')}`);
  return files;
}

async function runPending(ctx: Context, memory: string): Promise<void> {
  let bar: ReturnType<typeof createProgress> | undefined;
  let barOf = 0;
  const batches = await importPending(ctx, {
    memory,
    onWait: () => write('Another run works on the records; waiting for it. 另一个任务正在处理数据底册，等待中。'),
    onProgress: (id, phase, done, total) => {
      if (phase !== 'loading') return;
      if (barOf !== id) bar = createProgress(`batch 批次 ${id}`);
      barOf = id;
      bar?.report(done, total);
    },
    onBatch: (batch) => {
      bar?.stop();
      bar = undefined;
      write(sayBatch(batch));
    },
  }).finally(() => bar?.stop());
  if (batches.some(({ state }) => state !== 'done')) process.exitCode = 1;
}

function sayBatch(batch: Batch): string {
  const why = batch.message === null ? undefined : (JSON.parse(batch.message) as { zh: string; en: string });
  if (batch.state !== 'done') return `${batch.name}: ${batch.state}${why ? `  ${why.en} ${why.zh}` : ''}`;
  const { rows_in, inserted, updated, unchanged, quarantined, vanished, warnings } = batch;
  return `${batch.name}: rows 行 ${rows_in} = inserted 新增 ${inserted} + updated 更新 ${updated} + unchanged 未变 ${unchanged} + quarantined 待更正 ${quarantined}; vanished 消失 ${vanished}; values left out 忽略的值 ${warnings}`;
}
