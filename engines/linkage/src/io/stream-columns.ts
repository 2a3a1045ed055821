import type { DuckDBConnection } from '@duckdb/node-api';

export type NumberColumn = Int32Array | Float32Array | Float64Array;

/**
 * Streams a query of INTEGER, FLOAT and DOUBLE columns without nulls as typed arrays, a chunk of at most 2,048 rows at
 * a time. The arrays look into DuckDB's memory: use them before asking for the next chunk.
 *
 * @throws TypeError when a column is of another type.
 */
export async function* streamColumns(connection: DuckDBConnection, sql: string): AsyncGenerator<NumberColumn[]> {
  const result = await connection.stream(sql);
  for await (const chunk of result)
    yield Array.from({ length: chunk.columnCount }, (_, at) => {
      const vector = chunk.getColumnVector(at);
      const items = 'items' in vector ? vector.items : undefined;
      if (items instanceof Int32Array || items instanceof Float32Array || items instanceof Float64Array) return items;
      throw new TypeError(`column ${result.columnName(at)} of ${sql} is not INTEGER, FLOAT or DOUBLE`);
    });
}
