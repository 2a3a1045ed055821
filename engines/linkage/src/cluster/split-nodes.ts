import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, readNumber } from '../run-sql.ts';

/**
 * Nodes hold rows that agree in every field. Where such rows are nevertheless told apart, by pins to different
 * entities or because one source holds nobody twice, the node is taken apart: table `split` (record, node, graph)
 * gives each of its rows a number of its own, the first the node's, the others from `nodes` on.
 *
 * @returns how many numbers there are afterwards.
 */
export async function splitNodes(
  connection: DuckDBConnection,
  options: { schema: string; nodes: number; pins?: string; sources?: { table: string; id: string; source: string } },
): Promise<number> {
  const schema = quoteName(options.schema);
  const { pins, sources } = options;
  const bad: string[] = [];
  if (pins)
    bad.push(`select node from ${schema}.rows r join ${pins} p on r.record = p.record
      group by node having count(distinct p.entity) > 1`);
  if (sources)
    bad.push(`select node from ${schema}.rows r join ${sources.table} t on r.record = t.${quoteName(sources.id)}
      group by node, t.${quoteName(sources.source)} having count(*) > 1`);
  const members = bad.length > 0 ? bad.join(' union ') : 'select 0 as node where false';
  await connection.run(`create or replace table ${schema}.split as
    with members as (
      select record, node, row_number() over (partition by node order by record) > 1 as later
      from ${schema}.rows where node in (${members})
    )
    select record, node,
      case when later then ${options.nodes} - 1 + row_number() over (partition by later order by node, record) else node
      end::integer as graph
    from members`);
  return options.nodes + (await readNumber(connection, `select count(*) from ${schema}.split where graph <> node`));
}
