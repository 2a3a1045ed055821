import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runStatements } from './run-statements.ts';

export type Scratch = {
  /** Name of the store's own database, for tables that stay. */
  store: string;
  close(): Promise<void>;
};

/**
 * A second database beside the store for what a run needs only while it goes on, so that the store does not grow by it.
 * Tables made without a database's name come to lie there; names are looked up there first, then in the store.
 * @param folder for its file; none: in memory, for a few rows
 */
export async function openScratch(db: DuckDBConnection, folder: string | undefined): Promise<Scratch> {
  const file = folder === undefined ? ':memory:' : join(folder, 'scratch.duckdb');
  if (folder !== undefined) for (const end of ['', '.wal']) rmSync(`${file}${end}`, { force: true });
  const [row] = await queryRows<{ name: string; path: string }>(
    db,
    "select current_database() as name, current_setting('search_path') as path",
  );
  const store = row?.name as string;
  await runStatements(db, [
    `attach '${file.replaceAll("'", "''")}' as scratch`,
    `set search_path = 'scratch.main,${store}.main'`,
  ]);
  return {
    store,
    async close() {
      await runStatements(db, [`set search_path = '${row?.path ?? ''}'`, 'detach scratch']);
      if (folder !== undefined) for (const end of ['', '.wal']) rmSync(`${file}${end}`, { force: true });
    },
  };
}
