import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import exceljs from 'exceljs';
import { Problem } from '../http/problem.ts';
import { decodeText } from './decode-text.ts';
import { writeCell } from './write-cell.ts';

/** One row of a table: its number in the file as a person counts (the header is 1), and the cells by column. */
export type TableRow = { line: number; cells: Record<string, string> };

const MOST_COLUMNS = 200;
const MOST_CHARS_A_CELL = 32_767; // Excel's own limit

/**
 * Reads an Excel (.xlsx, first sheet) or CSV file row by row. The first row that is not empty names the columns;
 * columns without a name are called by their place, double names are numbered; empty rows are passed over.
 * @throws Problem 422 for anything that is no such table
 */
export async function* readTable(bytes: Buffer): AsyncGenerator<TableRow & { columns: string[] }> {
  let columns: string[] | undefined;
  try {
    for await (const { line, values } of kindOf(bytes) === 'xlsx' ? sheetRows(bytes) : csvRows(bytes)) {
      const cells = values.map((value) => value.slice(0, MOST_CHARS_A_CELL).replaceAll('\u0000', '').trim());
      if (cells.every((cell) => cell === '')) continue;
      if (!columns) {
        columns = nameColumns(cells);
        continue;
      }
      const names = columns;
      yield { line, columns, cells: Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ''])) };
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw unreadable();
  }
}

function kindOf(bytes: Buffer): 'xlsx' | 'csv' {
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return 'xlsx';
  if (bytes.subarray(0, 4).equals(Buffer.of(0xd0, 0xcf, 0x11, 0xe0)))
    throw new Problem(422, 'file.old-excel', {
      zh: '这是旧版 Excel（.xls）文件，请另存为 .xlsx 或 CSV 后再上传。',
      en: 'This is an old Excel file (.xls). Save it as .xlsx or CSV and upload it again.',
    });
  return 'csv';
}

async function* sheetRows(bytes: Buffer): AsyncGenerator<{ line: number; values: string[] }> {
  const book = new exceljs.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  for await (const sheet of book) {
    for await (const row of sheet) {
      const values = Array.isArray(row.values) ? row.values.slice(1) : [];
      yield { line: row.number, values: Array.from(values, (value) => writeCell(value ?? null)) };
    }
    return;
  }
}

async function* csvRows(bytes: Buffer): AsyncGenerator<{ line: number; values: string[] }> {
  const { text } = decodeText(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text file has none
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 4096))) throw unreadable();
  const parser = parse({
    delimiter: delimiterOf(text),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    info: true,
  });
  let line = 0;
  for await (const entry of Readable.from([text]).pipe(parser)) {
    line += 1;
    yield { line, values: (entry as { record: string[] }).record };
  }
}

/** The separator that the first line has most of. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const count = (sign: string) => first.split(sign).length;
  return [',', '\t', ';', '，'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function nameColumns(cells: string[]): string[] {
  if (cells.length > MOST_COLUMNS) throw unreadable();
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = cell.replace(/\s+/g, ' ') || `列${i + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

const unreadable = () =>
  new Problem(422, 'file.unreadable', {
    zh: '无法读取该文件，请上传 Excel（.xlsx）或 CSV 文件。',
    en: 'This file could not be read. Upload an Excel (.xlsx) or CSV file.',
  });
