import type { DuckDBConnection } from '@duckdb/node-api';
import { streamColumns } from '../io/stream-columns.ts';
import { graphNames } from './read-rules.ts';

/**
 * Orders the numbers of the graph by the least id of their rows, because the linker's own numbers follow no order:
 * `order` holds the numbers by place, `place` the place of each number.
 */
export async function orderGraph(
  connection: DuckDBConnection,
  schema: string,
  graphs: number,
): Promise<{ order: Int32Array; place: Int32Array }> {
  const order = new Int32Array(graphs);
  const place = new Int32Array(graphs);
  let at = 0;
  const sql = `select graph::integer from (${graphNames(schema)}) order by record`;
  for await (const [graph] of streamColumns(connection, sql))
    for (let i = 0; i < graph!.length; i++) {
      place[graph![i]!] = at;
      order[at++] = graph![i]!;
    }
  return { order, place };
}
