import { type DuckDBConnection, DuckDBFloatVector, DuckDBIntegerVector } from '@duckdb/node-api';
import { nameTables } from './tables.ts';
import type { LinkChunk } from './types.ts';

/**
 * The links of a linker's schema in pieces of typed arrays, without ever holding them all.
 * @param least weight from which on links are given
 * @param falling heaviest first (ties by node), at the price of a sort
 */
export async function* streamLinks(
  connection: DuckDBConnection,
  schema: string,
  least: number,
  falling = false,
): AsyncGenerator<LinkChunk> {
  const order = falling ? 'ORDER BY weight DESC, node_l, node_r' : '';
  const result = await connection.stream(
    `SELECT node_l, node_r, weight FROM ${nameTables(schema).links} WHERE weight >= ${least} ${order}`,
  );
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [left, right, weight] = [0, 1, 2].map((column) => chunk.getColumnVector(column));
    if (
      !(left instanceof DuckDBIntegerVector) ||
      !(right instanceof DuckDBIntegerVector) ||
      !(weight instanceof DuckDBFloatVector)
    )
      throw new Error(`The table "links" of the schema "${schema}" is not one that a linker made.`);
    yield { left: readItems(left), right: readItems(right), weight: readItems(weight) };
  }
}

/** The numbers behind a vector; the client keeps them in a private field and gives them only one by one. */
function readItems<T>(vector: { itemCount: number }): T {
  return (vector as unknown as { items: T }).items;
}
