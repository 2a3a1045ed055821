import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runStatements } from './run-statements.ts';

export type Scratch = {
  /** Name of the store's own database, for tables that stay. */
  store: string;
  close(): Promise<void>;
};

/**
 * A second database beside the store for what a run needs only while it goes on, so that the store does not grow by it.
 * It lies in memory, packed, and spills into the folder of the connection: half the work of a file of its own, which
 * would be logged and flushed. Tables made without a database's name come to lie there; names are looked up there first,
 * then in the store.
 */
export async function openScratch(db: DuckDBConnection): Promise<Scratch> {
  const [row] = await queryRows<{ name: string; path: string }>(
    db,
    "select current_database() as name, current_setting('search_path') as path",
  );
  const store = row?.name as string;
  await runStatements(db, [
    "attach ':memory:' as scratch (compress)",
    `set search_path = 'scratch.main,${store}.main'`,
  ]);
  return {
    store,
    close: () => runStatements(db, [`set search_path = '${row?.path ?? ''}'`, 'detach scratch']),
  };
}
