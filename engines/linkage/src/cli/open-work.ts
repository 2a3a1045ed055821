import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { quoteText, readNumber, readRows } from '../run-sql.ts';
import type { Progress, Text, TrainedModel } from '../types.ts';
import { showProgress } from './show-progress.ts';
import { Fault, type Language } from './speak.ts';

export type WorkOptions = { work: string; memory?: string; threads?: string; trained?: string; language: Language };

/** A work folder held open: its database, and how to speak to who sits before it. */
export type Work = {
  folder: string;
  connection: DuckDBConnection;
  language: Language;
  /** Where the trained model lies. */
  trainedFile: string;
  say(text: Text): void;
  report(progress: Progress): void;
  /** Aborts at Ctrl-C. */
  signal: AbortSignal;
};

/** DuckDB's part of the memory asked for; the rest holds the arrays of the clusters and the program itself. */
const DATABASE_SHARE = 0.75;

/**
 * Opens (or makes) the work folder, does the work, and closes it. Ctrl-C stops between two pieces and keeps what is
 * finished; a second one ends at once.
 */
export async function withWork<T>(options: WorkOptions, use: (work: Work) => Promise<T>): Promise<T> {
  mkdirSync(options.work, { recursive: true });
  const instance = await openDatabase(options);
  const connection = await instance.connect();
  const progress = showProgress(options.language);
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130);
    const text = {
      zh: '已停止，已完成的部分保留；用 --resume 继续。',
      en: 'Stopped; what is finished is kept. Go on with --resume.',
    };
    stop.abort(new Fault(text, true));
    connection.interrupt();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    return await use({
      folder: options.work,
      connection,
      language: options.language,
      trainedFile: options.trained ?? join(options.work, 'trained.json'),
      say: (text) => {
        progress.stop();
        process.stdout.write(`${text[options.language]}\n`);
      },
      report: progress.report,
      signal: stop.signal,
    });
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    progress.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}

async function openDatabase(options: WorkOptions): Promise<DuckDBInstance> {
  const file = join(options.work, 'work.duckdb');
  try {
    return await DuckDBInstance.create(file, {
      memory_limit: `${Math.round(readMemory(options.memory) * DATABASE_SHARE)}MB`,
      threads: String(readThreads(options.threads)),
      temp_directory: join(options.work, 'spill'),
      preserve_insertion_order: 'false',
    });
  } catch (error) {
    if (String(error).includes('lock'))
      throw new Fault({
        zh: `另一个 gewu-link 正在使用 ${options.work}。`,
        en: `Another gewu-link is using ${options.work}.`,
      });
    throw error;
  }
}

/** Megabytes of `4GB`, `800MB`; by default half of the machine's. */
export function readMemory(text: string | undefined): number {
  if (text === undefined) return totalmem() / 2e6;
  const [, amount, unit] = /^([\d.]+)\s*(G|M)i?B?$/i.exec(text.trim()) ?? [];
  const megabytes = Number(amount) * (unit?.toUpperCase() === 'G' ? 1000 : 1);
  if (!(megabytes >= 200))
    throw new Fault({
      zh: `内存应写作 4GB 或 800MB，至少 200MB：${text}`,
      en: `Memory is written as 4GB or 800MB, at least 200MB, not ${text}.`,
    });
  return megabytes;
}

function readThreads(text: string | undefined): number {
  if (text === undefined) return availableParallelism();
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1)
    throw new Fault({ zh: `线程数应为正整数：${text}`, en: `Threads are a whole number from 1 on, not ${text}.` });
  return threads;
}

/** Whether a table stands in the work database. */
export async function hasTable(connection: DuckDBConnection, schema: string, table: string): Promise<boolean> {
  const sql = `select count(*) from duckdb_tables() where schema_name = ${quoteText(schema)} and table_name = ${quoteText(table)}`;
  return (await readNumber(connection, sql)) > 0;
}

/** The columns of the rows that were loaded. */
export async function listColumns(connection: DuckDBConnection, table: string): Promise<string[]> {
  return (await readRows(connection, `describe ${table}`)).map(({ column_name }) => String(column_name));
}

/** @throws Fault when nothing was trained here yet */
export function readTrained(work: Pick<Work, 'trainedFile'>): TrainedModel {
  if (!existsSync(work.trainedFile))
    throw new Fault({
      zh: `没有训练好的模型 ${work.trainedFile}；先运行 train 或 run。`,
      en: `There is no trained model ${work.trainedFile}; train or run first.`,
    });
  const trained = JSON.parse(readFileSync(work.trainedFile, 'utf8')) as TrainedModel;
  if (trained.format !== 'gewu-linkage' || trained.formatVersion !== 1)
    throw new Fault({
      zh: `${work.trainedFile} 不是本版本的训练模型。`,
      en: `${work.trainedFile} is not a trained model of this version.`,
    });
  return trained;
}
