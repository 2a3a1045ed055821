import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import exceljs from 'exceljs';

/** All rows of a department file, whatever its form, the heading first; empty cells as ''. */
export async function readCells(folder: string, file: string): Promise<string[][]> {
  const path = join(folder, file);
  if (file.endsWith('.csv'))
    return readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
  if (file.endsWith('.xlsx')) {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    const rows: string[][] = [];
    workbook.worksheets[0]?.eachRow((row) => {
      rows.push((row.values as unknown[]).slice(1).map((cell) => String(cell ?? '')));
    });
    return rows;
  }
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`from read_parquet('${path}')`);
  const rows = reader.getRows().map((row) => row.map((cell) => String(cell ?? '')));
  const heading = reader.columnNames();
  connection.closeSync();
  instance.closeSync();
  return [heading, ...rows];
}
