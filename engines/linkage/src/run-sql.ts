import type { DuckDBConnection } from '@duckdb/node-api';

/** A row as plain JavaScript: whole numbers beyond 2^53 lose their last digits, which counts never reach. */
export type PlainRow = Record<string, string | number | boolean | null>;

/** Runs a statement and returns its rows, with 64-bit numbers as numbers. */
export async function readRows(connection: DuckDBConnection, sql: string): Promise<PlainRow[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJS().map((row) => {
    const plain: PlainRow = {};
    for (const [key, value] of Object.entries(row)) {
      if (typeof value === 'bigint') plain[key] = Number(value);
      else if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        plain[key] = value;
      else plain[key] = String(value);
    }
    return plain;
  });
}

/** The one number of a statement with one row and one column; 0 where it is null. */
export async function readNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = await readRows(connection, sql);
  return Number(Object.values(row ?? {})[0] ?? 0);
}

/** An identifier for SQL, quoted so that any name is safe. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
