import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from './run-sql.ts';
import type { Tables } from './tables.ts';
import type { LinkageModel } from './types.ts';

/** Makes the view `record_links`: links with ids of rows, the probability, and the level of each comparison. */
export async function viewRecordLinks(
  connection: DuckDBConnection,
  tables: Tables,
  model: LinkageModel,
): Promise<void> {
  let radix = 1;
  const gammas: string[] = [];
  for (const { key, levels } of model.comparisons) {
    const size = levels.length + 2;
    gammas.push(`((k.pattern // ${radix}) % ${size})::INTEGER - 1 AS ${quoteName(`gamma_${key}`)}`);
    radix *= size;
  }
  await connection.run(
    `CREATE OR REPLACE VIEW ${tables.recordLinks} AS
     SELECT l.record AS id_l, r.record AS id_r, k.weight, 1 / (1 + power(2, -k.weight)) AS probability, ${gammas.join(', ')}
     FROM ${tables.links} AS k JOIN ${tables.nodes} AS l ON l.node = k.node_l JOIN ${tables.nodes} AS r ON r.node = k.node_r`,
  );
}
