import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import pg from 'pg';
import { quoteName, quoteText, readRows } from '../run-sql.ts';
import { copyFromPostgres } from './copy-postgres.ts';
import { parsePlace } from './parse-place.ts';

/** Types of PostgreSQL that are taken over; every other arrives as text. */
const TYPES: Readonly<Record<number, string>> = {
  16: 'BOOLEAN',
  20: 'BIGINT',
  21: 'BIGINT',
  23: 'BIGINT',
  700: 'DOUBLE',
  701: 'DOUBLE',
  1082: 'DATE',
};

/**
 * Loads rows into a DuckDB table, made anew. Cells of CSV stay text, so that leading zeros, long numbers and odd dates
 * come through as written; spaces around column names go. PostgreSQL streams through COPY and a temporary file.
 *
 * @param from a file or `postgres://…#table` (see `parsePlace`)
 * @param table the name to give, quoted where it must be
 * @throws Error when the source is not there or cannot be read, in words
 */
export async function readRowsFrom(connection: DuckDBConnection, from: string, table: string): Promise<void> {
  const place = parsePlace(from);
  if (place.kind === 'postgres') return readPostgres(connection, place, table);
  if (!existsSync(place.path) && !/[*?[]/.test(place.path)) throw new Error(`There is no file ${place.path}.`);
  const path = quoteText(place.path);
  const reader = {
    csv: `read_csv(${path}, header = true, all_varchar = true, quote = '"', escape = '"')`,
    parquet: `read_parquet(${path})`,
    json: `read_json(${path})`,
  }[place.kind];
  const columns = await readRows(connection, `describe from ${reader}`);
  const named = columns.map(({ column_name }) => {
    const name = String(column_name);
    return `${quoteName(name)} as ${quoteName(name.trim())}`;
  });
  await connection.run(`create or replace table ${table} as select ${named.join(', ')} from ${reader}`);
}

async function readPostgres(
  connection: DuckDBConnection,
  { url, relation }: { url: string; relation: string },
  table: string,
): Promise<void> {
  const query = /^(select|with|values|table)\s/i.test(relation) ? relation : `select * from ${relation}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const folder = mkdtempSync(join(tmpdir(), 'gewu-link-'));
  try {
    const file = join(folder, 'rows.csv');
    const { fields } = await client.query(`select * from (${query}) as rows limit 0`);
    await pipeline(copyFromPostgres(client, query), createWriteStream(file));
    const columns = fields.map(({ name, dataTypeID }) => `${quoteText(name)}: '${TYPES[dataTypeID] ?? 'VARCHAR'}'`);
    await connection.run(`create or replace table ${table} as
      from read_csv(${quoteText(file)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = {${columns.join(', ')}})`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await client.end();
  }
}
