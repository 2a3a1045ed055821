import type { DuckDBConnection } from '@duckdb/node-api';
import { type PlainRow, readRows } from '@gewu/linkage/run-sql';

/** Runs statements one after the other, so that an error names the one that failed. */
export async function runStatements(db: DuckDBConnection, statements: readonly string[]): Promise<void> {
  for (const sql of statements) {
    try {
      await db.run(sql);
    } catch (error) {
      throw new Error(`${(error as Error).message}\nin: ${sql.slice(0, 600)}`, { cause: error });
    }
  }
}

/** The rows of a query as plain objects of a known shape. */
export async function queryRows<T extends PlainRow>(db: DuckDBConnection, sql: string): Promise<T[]> {
  return (await readRows(db, sql)) as T[];
}
