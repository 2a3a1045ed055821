import type { DuckDBConnection } from '@duckdb/node-api';
import { withSystem } from '../../db/with-actor.ts';
import { trustStatements } from '../batches/mention-sql.ts';
import { queryRows, runStatements } from '../entities/run-statements.ts';
import type { RecordsContext } from '../records-context.ts';
import type { Base, Source } from '../sources/declaration.ts';
import { type RawSource, resolveSource } from '../sources/resolve-source.ts';
import { loadAreaCodes } from './read-names.ts';
import { rebuildSource } from './rebuild-source.ts';
import { kindsOf, mentionTable } from './store-tables.ts';

/** A source as the database knows it; `hash` of its declaration. */
export type StoredSource = { number: number; code: string; hash: string; retired: boolean; declared: Source };

type StoreAt = { db: DuckDBConnection; base: Base; folder: string };

/**
 * Brings the work store level with PostgreSQL, which is the truth: a source whose last finished batch or declaration is
 * not the one that the store was made from is built anew. Those that tell of compounds come first, because addresses
 * are read with their names.
 */
export async function syncStore(ctx: RecordsContext, { db, base, folder }: StoreAt): Promise<StoredSource[]> {
  const sources = await readStoredSources(ctx, base);
  await runStatements(db, trustStatements(sources));
  await loadAreaCodes(ctx, db);
  const last = await readLastBatches(ctx);
  const known = await queryRows<{ source: number; batch: number; declaration: string }>(db, 'SELECT * FROM store');
  for (const source of byCompounds(sources)) {
    const has = known.find((row) => row.source === source.number);
    const batch = last.get(source.number);
    if (has?.batch === batch && (batch === undefined || has?.declaration === source.hash)) continue;
    await forgetSource(db, base, source.number);
    if (batch === undefined) continue;
    await rebuildSource(ctx, { db, base, folder }, source);
    await markStore(db, source, batch);
  }
  return sources;
}

/** Says up to which batch the store is right about a source. */
export async function markStore(db: DuckDBConnection, source: StoredSource, batch: number): Promise<void> {
  await db.run(`INSERT OR REPLACE INTO store VALUES (${source.number}, ${batch}, '${source.hash}')`);
}

/** Sources that tell of compounds first; the others by their code. */
export function byCompounds<T extends { code: string; declared: Source }>(sources: readonly T[]): T[] {
  const rank = ({ declared }: T) => (declared.parts.some(({ kind }) => kind === 'compound') ? 0 : 1);
  return [...sources].sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
}

async function forgetSource(db: DuckDBConnection, base: Base, source: number): Promise<void> {
  await runStatements(db, [
    `DELETE FROM row_state WHERE source = ${source}`,
    ...kindsOf(base).map((kind) => `DELETE FROM ${mentionTable(kind)} WHERE source = ${source}`),
    `DELETE FROM store WHERE source = ${source}`,
  ]);
}

/** Every source of the database, retired ones too, with its declaration resolved. */
export async function readStoredSources(ctx: RecordsContext, base: Base): Promise<StoredSource[]> {
  const rows = await withSystem(ctx.pool, (sql) =>
    sql.selectFrom('source').select(['id', 'code', 'hash', 'declaration', 'retired_at']).orderBy('id').execute(),
  );
  return rows.map((row) => ({
    number: row.id,
    code: row.code,
    hash: row.hash,
    retired: row.retired_at !== null,
    declared: resolveSource(row.declaration as unknown as RawSource, base, (path, words) => {
      throw new Error(`source ${row.code}: ${path}: ${words}`);
    }),
  }));
}

/** For each source the batch that was finished last, whether it ran to its end or was stopped on the way. */
async function readLastBatches(ctx: RecordsContext): Promise<Map<number, number>> {
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows } = await client.query<{ source: number; id: number }>(
      `select distinct on (source) source, id from record_batch
       where state = 'done' or (state in ('cancelled', 'failed') and done_rows > 0) order by source, finished_at desc, id desc`,
    );
    return new Map(rows.map(({ source, id }) => [source, id]));
  });
}
