import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import exceljs from 'exceljs';

/** Turns a small CSV file without quotes into a workbook with one sheet, every cell a text. */
export async function writeWorkbook(csv: string, xlsx: string, sheet: string): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: xlsx });
  const rows = workbook.addWorksheet(sheet);
  for await (const line of createInterface({ input: createReadStream(csv, 'utf8') }))
    rows.addRow(line.split(',')).commit();
  await workbook.commit();
}
