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

export type Shipment = { query: string; table: string; columns: readonly string[] };

/**
 * Copies the rows of a query of the work store into a table of PostgreSQL, by a file in the run's own folder.
 * @returns how many rows
 */
export async function sendRows(
  db: DuckDBConnection,
  client: pg.ClientBase,
  folder: string,
  { query, table, columns }: Shipment,
): Promise<number> {
  const [rows] = await sendAll(db, client, folder, [{ query, table, columns }]);
  return rows as number;
}

/** The same for several, one after the other; each is written to its file while the one before is on its way. */
export async function sendAll(
  db: DuckDBConnection,
  client: pg.ClientBase,
  folder: string,
  shipments: readonly Shipment[],
): Promise<number[]> {
  const counts: number[] = [];
  let packed: Promise<string> | undefined;
  try {
    packed = shipments[0] && packRows(db, folder, shipments[0].query);
    for (const [i, { table, columns }] of shipments.entries()) {
      const path = (await packed) as string;
      const next = shipments[i + 1];
      packed = next && packRows(db, folder, next.query);
      packed?.catch(() => undefined); // looked at in its turn
      counts.push(await copyRows(client, table, columns, createReadStream(path, { highWaterMark: 2 ** 20 })));
      await rm(path, { force: true });
    }
    return counts;
  } finally {
    await packed?.catch(() => undefined); // nothing runs on when this has ended
  }
}

async function packRows(db: DuckDBConnection, folder: string, query: string): Promise<string> {
  const path = join(folder, `out-${process.pid}-${files++}.tsv`);
  await runStatements(db, [`copy (${query}) to '${path.replaceAll("'", "''")}' (${COPY_FORMAT_DUCKDB})`]);
  return path;
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
