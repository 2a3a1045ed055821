import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
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
 * @param encoding of a CSV file that is not in UTF-8, such as `gb18030`
 * @throws Error when the source is not there or cannot be read, in words
 */
export async function readRowsFrom(
  connection: DuckDBConnection,
  from: string,
  table: string,
  encoding?: string,
): Promise<void> {
  const place = parsePlace(from);
  if (place.kind === 'postgres') return readPostgres(connection, place, table);
  if (!existsSync(place.path) && !/[*?[]/.test(place.path)) throw new Error(`There is no file ${place.path}.`);
  if (encoding && place.kind === 'csv' && !/^utf-?8$/i.test(encoding))
    return withFolder(async (folder) => {
      const file = join(folder, 'rows.csv');
      await recode(place.path, encoding, file);
      await readRowsFrom(connection, file, table);
    });
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
  try {
    await withFolder(async (folder) => {
      const file = join(folder, 'rows.csv');
      const { fields } = await client.query(`select * from (${query}) as rows limit 0`);
      await pipeline(copyFromPostgres(client, query), createWriteStream(file));
      const columns = fields.map(({ name, dataTypeID }) => `${quoteText(name)}: '${TYPES[dataTypeID] ?? 'VARCHAR'}'`);
      await connection.run(`create or replace table ${table} as
        from read_csv(${quoteText(file)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
          columns = {${columns.join(', ')}})`);
    });
  } finally {
    await client.end();
  }
}

/** @throws Error when the encoding is not known or the file is not in it */
async function recode(from: string, encoding: string, to: string): Promise<void> {
  const decoder = new TextDecoderStream(encoding, { fatal: true });
  await pipeline(createReadStream(from), decoder as unknown as NodeJS.ReadWriteStream, createWriteStream(to));
}

/** Does some work with a folder of its own, which is gone afterwards. */
async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gewu-link-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
