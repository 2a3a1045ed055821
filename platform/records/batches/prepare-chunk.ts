import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quote } from '@gewu/identifiers/sql/half-width-sql';
import { COPY_FORMAT_DUCKDB } from '../../db/copy-rows.ts';
import { queryRows } from '../entities/run-statements.ts';
import type { RecordsContext } from '../records-context.ts';
import type { WorkStore } from '../work/open-work-store.ts';
import type { StoredSource } from '../work/sync-store.ts';
import type { Batch } from './batch-state.ts';
import { chunkRows, newSecretsSql, type Range, recordRowsSql } from './chunk-sql.ts';
import { rawColumn } from './columns.ts';
import { FATE } from './fate-sql.ts';
import { sayProblems } from './say-problem.ts';

/** One chunk of a batch, ready to be written. */
export type Prepared = {
  /** Rows of the file up to and with this one are done when it is written. */
  to: number;
  inserted: number;
  updated: number;
  unchanged: number;
  /** Files with rows in COPY_FORMAT; undefined where there are none. */
  newRows: string | undefined;
  newerRows: string | undefined;
  /** Lines in COPY_FORMAT: id, kind, sealed value; batch, line, sealed row, problems. */
  secrets: string[];
  refused: string[];
};

/** Takes rows n in (from, to] out of the checked ones, as the lines that PostgreSQL will copy. */
export async function prepareChunk(
  ctx: RecordsContext,
  store: WorkStore,
  source: StoredSource,
  batch: Batch,
  span: { first: number; from: number; to: number },
): Promise<Prepared> {
  const { db, folder } = store;
  const { declared, number } = source;
  const { first, from, to } = span;
  const [lines] = await queryRows<Range>(
    db,
    `SELECT coalesce(min(line), 0) AS lowest, coalesce(max(line), 0) AS highest FROM fate WHERE n > ${from} AND n <= ${to}`,
  );
  const range = { from, to, lowest: lines?.lowest ?? 0, highest: lines?.highest ?? 0 };
  const states = await queryRows<{ state: number; n: number }>(
    db,
    `SELECT state, count(*) AS n FROM fate WHERE n > ${from} AND n <= ${to} GROUP BY state`,
  );
  const count = (state: number) => states.find((row) => row.state === state)?.n ?? 0;
  const row = { first, source: number, batch: batch.id, since: new Date().toISOString() };
  const copy = async (state: number) => {
    if (count(state) === 0) return undefined;
    const path = join(folder, `chunk-${to}-${state}.tsv`);
    await db.run(
      `COPY (${recordRowsSql(declared, chunkRows(range, state), row)}) TO ${quote(path)} (${COPY_FORMAT_DUCKDB})`,
    );
    return path;
  };
  return {
    to,
    inserted: count(FATE.inserted),
    updated: count(FATE.updated),
    unchanged: count(FATE.unchanged),
    newRows: await copy(FATE.inserted),
    newerRows: await copy(FATE.updated),
    secrets: await sealSecrets(ctx, db, newSecretsSql(declared, range)),
    refused: count(FATE.refused) > 0 ? await sealRefused(ctx, db, source, batch, range) : [],
  };
}

async function sealSecrets(ctx: RecordsContext, db: DuckDBConnection, sql: string | undefined): Promise<string[]> {
  if (!sql) return [];
  await db.run(`CREATE OR REPLACE TEMP TABLE fresh_secret AS ${sql}`);
  const lines: string[] = [];
  const result = await db.stream('SELECT id, kind, value FROM fresh_secret');
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [ids, kinds, values] = chunk.getColumns() as [string[], string[], string[]];
    for (const [i, id] of ids.entries())
      lines.push(`${id}\t${kinds[i]}\t\\x${ctx.sealer.sealJson(values[i]).toString('hex')}\n`);
  }
  await db.run(`INSERT INTO secret_known SELECT ('0x' || id)::UBIGINT FROM fresh_secret`);
  return lines;
}

/** What was refused is kept whole and sealed: nobody knows what a bad row holds. */
async function sealRefused(
  ctx: RecordsContext,
  db: DuckDBConnection,
  { declared }: StoredSource,
  batch: Batch,
  range: Range,
): Promise<string[]> {
  const columns = declared.fields.map(({ column }) => column);
  const rows = await queryRows(
    db,
    `SELECT f.line, f.problems AS why, torn, ${columns.map((_, i) => rawColumn(i)).join(', ')} FROM ${chunkRows(range, FATE.refused)} ORDER BY f.line`,
  );
  return rows.map((row) => {
    const cells = columns.map((_, i) => (row[rawColumn(i)] ?? '') as string);
    const kept = row.torn === null ? { cells } : { torn: JSON.parse(row.torn as string) as string[] };
    const problems = JSON.stringify(sayProblems(row.why as string, columns));
    return `${batch.id}\t${row.line}\t\\x${ctx.sealer.sealJson(kept).toString('hex')}\t${problems}\n`;
  });
}
