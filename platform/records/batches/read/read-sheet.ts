import { createReadStream } from 'node:fs';
import exceljs from 'exceljs';
import { writeCell } from '../../../files/write-cell.ts';
import { guardArchive } from './guard-archive.ts';
import type { TornRow } from './read-csv.ts';
import type { RowWriter } from './row-writer.ts';

/** Reads the first sheet of an Excel file row by row, as readCsv does; short rows are filled, for Excel drops what is empty. */
export async function readSheet(
  path: string,
  writer: RowWriter,
  on: { head(columns: string[]): void; torn(row: TornRow): void },
): Promise<void> {
  await guardArchive(path);
  const book = new exceljs.stream.xlsx.WorkbookReader(createReadStream(path), {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  let columns = 0;
  for await (const sheet of book) {
    for await (const row of sheet) {
      const values = Array.isArray(row.values) ? row.values.slice(1) : [];
      const cells = Array.from(values, (value) =>
        writeCell(value ?? null)
          .replaceAll('\u0000', '')
          .trim(),
      );
      while (cells.length > 0 && cells.at(-1) === '') cells.pop();
      if (cells.length === 0) continue;
      if (columns === 0) {
        columns = cells.length;
        on.head(cells.map((cell) => cell.replace(/\s+/g, ' ')));
      } else if (cells.length > columns) on.torn({ line: row.number, cells });
      else writer.writeCells(row.number, [...cells, ...Array<string>(columns - cells.length).fill('')]);
      if (row.number % 1000 === 0) await writer.drain();
    }
    return;
  }
}
