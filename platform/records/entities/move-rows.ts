import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type pg from 'pg';
import { copyOut } from '../../db/copy-out.ts';
import { COPY_FORMAT, COPY_FORMAT_DUCKDB, copyRows } from '../../db/copy-rows.ts';
import { runStatements } from './run-statements.ts';

let files = 0;

/**
 * Copies the rows of a query of the work store into a table of PostgreSQL, by a file in the run's own folder.
 * @returns how many rows
 */
export async function sendRows(
  db: DuckDBConnection,
  client: pg.ClientBase,
  folder: string,
  query: string,
  table: string,
  columns: readonly string[],
): Promise<number> {
  const path = join(folder, `out-${process.pid}-${files++}.tsv`);
  await runStatements(db, [`copy (${query}) to '${path.replaceAll("'", "''")}' (${COPY_FORMAT_DUCKDB})`]);
  try {
    return await copyRows(client, table, columns, createReadStream(path, { highWaterMark: 2 ** 20 }));
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * Appends the rows of a query of PostgreSQL to a table of the work store.
 * @param columns name → type, in the order of the query
 */
export async function bringRows(
  client: pg.ClientBase,
  db: DuckDBConnection,
  folder: string,
  query: string,
  table: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const path = join(folder, `in-${process.pid}-${files++}.tsv`);
  const names = Object.keys(columns);
  const declared = names.map((name) => `'${name}': '${columns[name]}'`).join(', ');
  try {
    await pipeline(copyOut(client, query, COPY_FORMAT), createWriteStream(path, { mode: 0o600 }));
    await runStatements(db, [
      `insert into ${table} (${names.join(', ')}) select * from read_csv('${path.replaceAll("'", "''")}',
        header = false, auto_detect = false, delim = '\t', quote = '\u0001', escape = '\u0001', columns = {${declared}})`,
    ]);
  } finally {
    await rm(path, { force: true });
  }
}
