import type { DuckDBConnection } from '@duckdb/node-api';
import { streamColumns } from '../io/stream-columns.ts';
import { quoteName, readRows } from '../run-sql.ts';
import type { ClusterRules } from './cluster-links.ts';
import type { ClusterTablesOptions } from './cluster-tables.ts';

/** Query of (record, graph): every row with its number in the graph. */
export function rowsOfGraph(schema: string): string {
  return `select r.record, coalesce(s.graph, r.node) as graph
    from ${quoteName(schema)}.rows r left join ${quoteName(schema)}.split s on s.record = r.record`;
}

/** Query of (record, graph): one row, the least, for every number in the graph. */
export function graphNames(schema: string): string {
  const name = quoteName(schema);
  return `select record, node as graph from ${name}.nodes where node not in (select node from ${name}.split)
    union all select record, graph from ${name}.split`;
}

/** The rules as arrays over the places of the graph: pins, hard identifiers, sources that hold nobody twice. */
export async function readRules(options: ClusterTablesOptions, place: Int32Array): Promise<ClusterRules> {
  const { connection, schema, model, pins, table } = options;
  const name = quoteName(schema);
  const rules: ClusterRules = {};
  if (pins)
    rules.anchors = await readColumn(
      connection,
      place,
      `select graph::integer, min(p.entity)::integer from (${rowsOfGraph(schema)}) join ${pins} p using (record) group by graph`,
    );
  const hardIds: Int32Array[] = [];
  for (const field of model.identifiers ?? []) {
    // A number for the value: two values that share one, once in 2^31, hide one conflict and join nothing.
    const value = `(hash(n.${quoteName(field)}) % 2147483646 + 1)::integer`;
    hardIds.push(
      await readColumn(
        connection,
        place,
        `select n.node, ${value} from ${name}.nodes n where n.${quoteName(field)} is not null
         union all select s.graph, ${value} from ${name}.nodes n join ${name}.split s on s.node = n.node
         where n.${quoteName(field)} is not null and s.graph <> s.node`,
      ),
    );
  }
  if (hardIds.length > 0) rules.hardIds = hardIds;
  if (model.one_to_one && model.source && table) {
    const source = quoteName(model.source);
    const sources = await readRows(
      connection,
      `select distinct ${source} as source from ${table} where ${source} is not null`,
    );
    if (sources.length > 31)
      throw new RangeError(`one_to_one serves at most 31 sources, ${table} has ${sources.length}`);
    rules.uniqueSources = await readColumn(
      connection,
      place,
      `with numbered as (select ${source} as source, row_number() over (order by ${source}) - 1 as bit
         from (select distinct ${source} from ${table} where ${source} is not null))
       select graph::integer, bit_or(1::bigint << bit)::integer from (${rowsOfGraph(schema)}) g
       join ${table} t on t.${quoteName(model.id)} = g.record join numbered n on n.source = t.${source} group by graph`,
    );
  }
  if (options.maxSize !== undefined) rules.maxSize = options.maxSize;
  return rules;
}

/** Reads (number in the graph, value) into an array by place; what is not named holds 0. */
async function readColumn(connection: DuckDBConnection, place: Int32Array, sql: string): Promise<Int32Array> {
  const values = new Int32Array(place.length);
  for await (const [graph, value] of streamColumns(connection, sql))
    for (let i = 0; i < graph!.length; i++) values[place[graph![i]!]!] = value![i]!;
  return values;
}
