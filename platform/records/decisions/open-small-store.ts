import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type pg from 'pg';
import { trustStatements } from '../batches/mention-sql.ts';
import { defineMacros } from '../entities/define-macros.ts';
import { runStatements } from '../entities/run-statements.ts';
import type { RecordsContext } from '../records-context.ts';
import type { Base } from '../sources/declaration.ts';
import { defineRowHash } from '../work/open-work-store.ts';
import { loadAreaCodes } from '../work/read-names.ts';
import { rebuildSource } from '../work/rebuild-source.ts';
import { storeTables } from '../work/store-tables.ts';
import { readStoredSources, type StoredSource } from '../work/sync-store.ts';

export type SmallStore = {
  db: DuckDBConnection;
  folder: string;
  base: Base;
  sources: readonly StoredSource[];
  close(): Promise<void>;
};

/**
 * A work store in memory with what a few records say, made from PostgreSQL in the way the large one is.
 * @param records their ids; rows are read as committed
 */
export async function openSmallStore(
  ctx: RecordsContext,
  client: pg.ClientBase,
  base: Base,
  records: readonly number[],
): Promise<SmallStore> {
  const folder = await mkdtemp(join(tmpdir(), 'gewu-decide-')); // only the one who made it may enter
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '500MB' });
  const db = await instance.connect();
  const close = async () => {
    db.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await defineMacros(db, ctx.config.secrets.hashKey);
    await defineRowHash(db, ctx.config.secrets.hashKey);
    await runStatements(db, storeTables(base));
    const sources = await readStoredSources(ctx, base);
    await runStatements(db, trustStatements(sources));
    await loadAreaCodes(ctx, db);
    await nameCompounds(client, db);
    const { rows } = await client.query<{ source: number; ids: number[] }>(
      'select source, array_agg(id) as ids from record where id = any($1) group by source',
      [records],
    );
    for (const { source: number, ids } of rows) {
      const source = sources.find((each) => each.number === number);
      if (source) await rebuildSource(ctx, { db, base, folder }, source, ids);
    }
    return { db, folder, base, sources, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Addresses are read with the names of the compounds that are known; as mentions these belong to no record. */
async function nameCompounds(client: pg.ClientBase, db: DuckDBConnection): Promise<void> {
  const { rows } = await client.query<{ key: string }>(
    `select key from entity where kind = 'compound' and key is not null and rows > 0`,
  );
  if (rows.length === 0) return;
  const values = rows.map(({ key }, i) => `(${-1 - i}, '${key.replaceAll("'", "''")}')`);
  await db.run(`insert into m_compound (mention, key) values ${values.join(', ')}`);
}
