import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quote } from '@gewu/identifiers/sql/half-width-sql';
import { Problem } from '../../../http/problem.ts';
import { runStatements } from '../../entities/run-statements.ts';
import type { Source } from '../../sources/declaration.ts';
import { type FileKind, fileKind, unreadable } from './file-kind.ts';
import { NotUtf8, RowTooLong, readCsv, type TornRow } from './read-csv.ts';
import { readSheet } from './read-sheet.ts';
import { createRowWriter } from './row-writer.ts';
import { stageColumnar } from './stage-columnar.ts';
import { noLines, stageLines } from './stage-lines.ts';

type Bytes = () => AsyncIterable<Buffer>;

/**
 * Reads a file into the table `staged` (line, torn, c0, c1, … in the order of the declaration; text, NULL where empty).
 * Rows whose cells do not fit the heading are there with `torn` (their cells as JSON) and nothing else.
 * What is known to be the same already is in `unchanged` instead, see `stageLines`.
 * @param bytes opens the file anew at each call
 * @param folder for what has to lie open meanwhile
 * @param known number of the source, where the store knows rows of it
 * @throws Problem 422, in words, where the file as a whole cannot be taken
 */
export async function stageRows(
  db: DuckDBConnection,
  source: Source,
  bytes: Bytes,
  folder: string,
  known?: number,
): Promise<void> {
  const kind = await kindOf(bytes);
  const columns = ['line INTEGER', 'torn VARCHAR', ...source.fields.map((_, i) => `c${i} VARCHAR`)];
  await runStatements(db, [`CREATE OR REPLACE TEMP TABLE staged (${columns.join(', ')})`, ...noLines()]);
  if (kind === undefined) throw empty();
  const open = join(folder, `staged.${kind}`);
  try {
    if (kind === 'csv' || kind === 'xlsx') return await stageText(db, source, kind, bytes, { folder, known });
    await pipeline(Readable.from(bytes()), createWriteStream(open, { mode: 0o600 }));
    await stageColumnar(db, source, kind, open);
  } finally {
    await rm(open, { force: true });
  }
}

async function kindOf(bytes: Bytes): Promise<FileKind | undefined> {
  for await (const chunk of bytes()) if (chunk.length > 0) return fileKind(chunk.subarray(0, 4096));
  return undefined;
}

async function stageText(
  db: DuckDBConnection,
  source: Source,
  kind: 'csv' | 'xlsx',
  bytes: Bytes,
  { folder, known }: { folder: string; known: number | undefined },
): Promise<void> {
  const rows = join(folder, 'staged-rows.csv');
  const book = join(folder, 'staged.xlsx');
  const torn: TornRow[] = [];
  let heading: string[] | undefined;
  const on = {
    head: (columns: string[]) => {
      heading = columns;
    },
    torn: (row: TornRow) => {
      if (torn.push(row) > MOST_TORN) throw tooTorn();
    },
  };
  const writer = createRowWriter(rows);
  try {
    if (kind === 'xlsx') {
      await pipeline(Readable.from(bytes()), createWriteStream(book, { mode: 0o600 }));
      await readSheet(book, writer, on).catch((error) => {
        throw error instanceof Problem ? error : unreadable();
      });
    } else await readCsv(inUtf8(bytes), writer, on);
    await writer.close();
  } catch (error) {
    await writer.close();
    if (error instanceof NotUtf8 && kind === 'csv') {
      const decoded = () => decode(bytes(), 'gb18030');
      return stageText(db, source, kind, decoded, { folder, known });
    }
    if (error instanceof RowTooLong) throw unclosed();
    throw error;
  } finally {
    await rm(book, { force: true });
  }
  if (!heading) throw empty();
  await stageLines(db, source, heading, rows, { folder, known });
  await rm(rows, { force: true });
  await loadTorn(db, torn);
}

const MOST_TORN = 100_000;

async function loadTorn(db: DuckDBConnection, torn: readonly TornRow[]): Promise<void> {
  if (torn.length === 0) return;
  for (let at = 0; at < torn.length; at += 1000)
    await runStatements(db, [
      `INSERT INTO staged (line, torn) VALUES ${torn
        .slice(at, at + 1000)
        .map(({ line, cells }) => `(${line}, ${quote(JSON.stringify(cells))})`)
        .join(', ')}`,
    ]);
}

/** UTF-16, which Excel calls "Unicode text", is told by its mark; everything else is taken as it is. */
async function* inUtf8(bytes: Bytes): AsyncGenerator<Buffer> {
  let wide: boolean | undefined;
  for await (const chunk of bytes()) {
    wide ??= chunk[0] === 0xff && chunk[1] === 0xfe;
    if (wide) break;
    yield chunk;
  }
  if (wide) yield* decode(bytes(), 'utf-16le');
}

async function* decode(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

const empty = () =>
  new Problem(422, 'file.empty', { zh: '文件是空的，没有表头。', en: 'The file is empty: it has no heading.' });
const unclosed = () =>
  new Problem(422, 'file.quotes', {
    zh: '文件中有没有闭合的引号，无法分出各行。',
    en: 'A quote in the file is never closed, so its rows cannot be told apart.',
  });
const tooTorn = () =>
  new Problem(422, 'file.torn', {
    zh: '十万行以上的列数与表头不符，请检查分隔符后重新上传。',
    en: 'More than 100,000 rows do not fit the heading. Check the separator and send the file again.',
  });
