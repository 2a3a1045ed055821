import { createReadStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import pg from 'pg';
import { quoteName, quoteText, readNumber, readRows } from '../run-sql.ts';
import { copyToPostgres } from './copy-postgres.ts';
import { parsePlace } from './parse-place.ts';

const TYPES: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'smallint',
  SMALLINT: 'smallint',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  FLOAT: 'real',
  DOUBLE: 'double precision',
  DATE: 'date',
};

/**
 * Writes the rows of a query to a file, or into a table of PostgreSQL, which is made where it is missing and otherwise
 * emptied first; either the whole table is written or none of it. Folders are made as needed.
 *
 * @param to a file or `postgres://…#table` (see `parsePlace`)
 * @returns how many rows were written
 */
export async function writeRowsTo(connection: DuckDBConnection, query: string, to: string): Promise<number> {
  const place = parsePlace(to);
  if (place.kind === 'postgres') return writePostgres(connection, query, place);
  mkdirSync(dirname(place.path), { recursive: true });
  const array = /\.json(\.gz)?$/i.test(place.path) ? ', array true' : '';
  const delimiter = /\.tsv(\.gz)?$/i.test(place.path) ? `, delimiter '\t'` : '';
  const format = { csv: `csv, header${delimiter}`, parquet: 'parquet', json: `json${array}` }[place.kind];
  await connection.run(`copy (${query}) to ${quoteText(place.path)} (format ${format})`);
  return readNumber(connection, `select count(*) from (${query})`);
}

async function writePostgres(
  connection: DuckDBConnection,
  query: string,
  { url, relation }: { url: string; relation: string },
): Promise<number> {
  const columns = (await readRows(connection, `describe ${query}`)).map(({ column_name, column_type }) => ({
    name: quoteName(String(column_name)),
    type: TYPES[String(column_type)] ?? 'text',
  }));
  const folder = mkdtempSync(join(tmpdir(), 'gewu-link-'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const file = join(folder, 'rows.csv');
    await connection.run(`copy (${query}) to ${quoteText(file)} (format csv, header)`);
    await client.query('begin');
    await client.query(
      `create table if not exists ${relation} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
    );
    await client.query(`truncate ${relation}`);
    const into = `${relation} (${columns.map(({ name }) => name).join(', ')})`;
    const rows = await copyToPostgres(client, into, createReadStream(file));
    await client.query('commit');
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await client.end();
  }
}
