import { PassThrough, type Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import exceljs from 'exceljs';
import { withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';

const WORDS: Record<string, string> = { y: '一致 yes', n: '不一致 no', u: '无法判断 unknown' };
export const ANSWER_COLUMN = '比对结果 Result';

/**
 * The file as it came with one more column, written part by part while it is sent. CSV as UTF-8 with a byte order mark
 * for Excel; cells that Excel would take for a formula are disarmed.
 */
export function writeFile(ctx: Context, batch: { id: number; format: string; columns: string[] }): Readable {
  const out = new PassThrough();
  const heading = [...batch.columns, ANSWER_COLUMN];
  const write = batch.format === 'xlsx' ? writeSheet : writeCsv;
  void write(out, heading, rowsOf(ctx, batch.id)).catch((error: Error) => out.destroy(error));
  return out;
}

async function* rowsOf(ctx: Context, batch: number): AsyncGenerator<string[]> {
  for (let n = 0; ; n++) {
    const part = await withSystem(ctx.pool, (db) =>
      db
        .selectFrom('compare_part')
        .select(['sealed', 'answers'])
        .where('batch', '=', batch)
        .where('n', '=', n)
        .executeTakeFirst(),
    );
    if (!part) return;
    const rows = ctx.sealer.openJson(part.sealed) as string[][];
    for (const [i, row] of rows.entries()) yield [...row, WORDS[part.answers?.[i] ?? ''] ?? ''];
  }
}

async function writeCsv(out: PassThrough, heading: string[], rows: AsyncGenerator<string[]>): Promise<void> {
  const csv = stringify({ bom: true, record_delimiter: 'windows' });
  csv.pipe(out);
  csv.write(heading.map(disarm));
  for await (const row of rows) if (!csv.write(row.map(disarm))) await new Promise((done) => csv.once('drain', done));
  csv.end();
}

async function writeSheet(out: PassThrough, heading: string[], rows: AsyncGenerator<string[]>): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: out });
  const sheet = book.addWorksheet('比对结果');
  sheet.addRow(heading).commit();
  for await (const row of rows) {
    sheet.addRow(row).commit();
    if (out.writableNeedDrain) await new Promise((done) => out.once('drain', done));
  }
  await book.commit();
}

const disarm = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
