import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { COPY_FORMAT_DUCKDB, copyRows } from '../../platform/db/copy-rows.ts';
import { queryRows } from '../../platform/records/entities/run-statements.ts';

/**
 * Copies the very rows of the department files into plain tables of text, one a file, with nothing else done to them:
 * the raw limit that an import is measured against. What is no CSV is turned into it first, untimed.
 * @param files CSV, XLSX aside, or Parquet
 * @returns seconds, and rows copied
 */
export async function copyRaw(
  ownerUrl: string,
  files: readonly string[],
  folder: string,
): Promise<{ seconds: number; rows: number }> {
  const db = await (await DuckDBInstance.create(':memory:', { memory_limit: '1GB', temp_directory: folder })).connect();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  let seconds = 0;
  let rows = 0;
  try {
    await client.query('create schema raw');
    for (const [i, file] of files.entries()) {
      const plain = join(folder, `raw-${i}.tsv`);
      const from = file.endsWith('.parquet')
        ? `read_parquet('${file}')`
        : `read_csv('${file}', header = true, all_varchar = true, null_padding = true, strict_mode = false)`;
      const columns = await queryRows<{ column_name: string }>(db, `describe select * from ${from}`);
      const names = columns.map(({ column_name }) => `"${column_name}"`);
      await db.run(`copy (select * from ${from}) to '${plain}' (${COPY_FORMAT_DUCKDB})`);
      await client.query(`create table raw.t${i} (${names.map((name) => `${name} text`).join(', ')})`);
      const began = performance.now();
      await client.query('begin');
      rows += await copyRows(client, `raw.t${i}`, names, createReadStream(plain, { highWaterMark: 2 ** 20 }));
      await client.query('commit');
      seconds += (performance.now() - began) / 1000;
      await rm(plain);
    }
    await client.query('drop schema raw cascade');
    return { seconds, rows };
  } finally {
    await client.end();
    db.closeSync();
  }
}
