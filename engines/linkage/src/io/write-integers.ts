import { type DuckDBConnection, DuckDBDataChunk, DuckDBIntegerVector, INTEGER } from '@duckdb/node-api';

const CHUNK = 2048;

/** Makes (or replaces) a table of INTEGER columns without nulls from arrays of equal length. */
export async function writeIntegers(
  connection: DuckDBConnection,
  table: { schema: string; name: string },
  columns: Record<string, Int32Array>,
): Promise<void> {
  const names = Object.keys(columns);
  const arrays = Object.values(columns);
  const declared = names.map((name) => `"${name}" INTEGER NOT NULL`).join(', ');
  await connection.run(`create or replace table "${table.schema}"."${table.name}" (${declared})`);
  const appender = await connection.createAppender(table.name, table.schema);
  const chunk = DuckDBDataChunk.create(arrays.map(() => INTEGER));
  const rows = arrays[0]?.length ?? 0;
  for (let start = 0; start < rows; start += CHUNK) {
    chunk.reset();
    const count = Math.min(CHUNK, rows - start);
    chunk.rowCount = count;
    arrays.forEach((array, column) => {
      const vector = chunk.getColumnVector(column);
      if (!(vector instanceof DuckDBIntegerVector)) throw new TypeError('a vector of integers was asked for');
      for (let i = 0; i < count; i++) vector.setItem(i, array[start + i]!);
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
