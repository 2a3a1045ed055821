import type { DuckDBConnection } from '@duckdb/node-api';
import { streamColumns } from '../io/stream-columns.ts';
import { writeIntegers } from '../io/write-integers.ts';
import { quoteName, readNumber } from '../run-sql.ts';
import type { LinkageModel, LinkChunk } from '../types.ts';
import { assignIds } from './assign-ids.ts';
import { clusterLinks } from './cluster-links.ts';
import { orderGraph } from './order-graph.ts';
import { readRules, rowsOfGraph } from './read-rules.ts';
import { splitNodes } from './split-nodes.ts';
import { writeBridges } from './write-bridges.ts';

export type ClusterTablesOptions = {
  connection: DuckDBConnection;
  /** Where `rows`, `nodes` and `links` stand as the linker leaves them. */
  schema: string;
  model: LinkageModel;
  /** The rows themselves, as given to the linker; needed for `one_to_one`, which asks a row for its source. */
  table?: string;
  /** Weight from which two rows are one, by default the model's `thresholds.cluster`. */
  threshold?: number;
  /** More distinct rows than this are never joined; 500 by default. */
  maxSize?: number;
  /** A relation (record, entity INTEGER): rows that a clerk has said to belong to an entity. */
  pins?: string;
  /** A relation (record, entity INTEGER): the entity of each row after the run before. */
  known?: string;
  /** The first entity number that was never given; 1 by default. */
  nextId?: number;
};

export type ClusteredTables = {
  entities: number;
  /** Distinct rows in the largest entity. */
  largest: number;
  /** Pairs of entities that links would join and a rule keeps apart. */
  bridges: number;
  /** Entities that are no more, each with the one where most of its rows are now. */
  retired: Map<number, number>;
  nextId: number;
};

/** Says of two equal rows that were told apart that nothing speaks against them but the one who told them apart. */
const EQUAL_ROWS = 1000;

/**
 * Turns links into entities with numbers that stay: writes `clusters` (record, entity INTEGER) for every row and
 * `bridges` (record_l, record_r, weight, reason, entity_l, entity_r, links) into the schema. See `clusterLinks` for
 * the rules and `assignIds` for the numbers.
 */
export async function clusterTables(options: ClusterTablesOptions): Promise<ClusteredTables> {
  const { connection, model, pins, known, nextId = 1, maxSize = 500 } = options;
  const schema = quoteName(options.schema);
  const nodes = await readNumber(connection, `select count(*) from ${schema}.nodes`);
  const sources =
    model.one_to_one && model.source && options.table
      ? { table: options.table, id: model.id, source: model.source }
      : undefined;
  const graphs = await splitNodes(connection, {
    schema: options.schema,
    nodes,
    ...(pins && { pins }),
    ...(sources && { sources }),
  });
  const { order, place } = await orderGraph(connection, options.schema, graphs);
  const rules = await readRules({ ...options, maxSize }, place);
  const threshold = options.threshold ?? model.thresholds.cluster;
  const { cluster, clusters, largest, bridges } = await clusterLinks({
    nodes: graphs,
    threshold,
    links: () => streamLinks(connection, schema, threshold, place),
    ...rules,
  });

  const { entityOf, ...ids } = known
    ? await keepIds(options, known, cluster, place, rules.anchors, nextId)
    : giveIds(cluster, rules.anchors, nextId);
  await writeIntegers(connection, { schema: options.schema, name: 'entity_of' }, { graph: order, entity: entityOf });
  await connection.run(`create or replace table ${schema}.clusters as
    select g.record, e.entity from (${rowsOfGraph(options.schema)}) g join ${schema}.entity_of e on e.graph = g.graph`);
  await writeBridges(connection, options.schema, bridges, order, entityOf);
  return { entities: clusters, largest, bridges: bridges.length, ...ids };
}

async function* streamLinks(
  connection: DuckDBConnection,
  schema: string,
  threshold: number,
  place: Int32Array,
): AsyncGenerator<LinkChunk> {
  const graph = (side: string) => `coalesce(${side}.graph, node_${side})`;
  const split = (await readNumber(connection, `select count(*) from ${schema}.split`)) > 0;
  const sql = split
    ? `select ${graph('l')}::integer, ${graph('r')}::integer, weight::float from ${schema}.links
         left join ${schema}.split l on l.node = node_l left join ${schema}.split r on r.node = node_r
         where weight >= ${threshold}
       union all select l.graph, r.graph, ${EQUAL_ROWS}::float
         from ${schema}.split l join ${schema}.split r on l.node = r.node and l.graph < r.graph`
    : `select node_l, node_r, weight from ${schema}.links where weight >= ${threshold}`;
  for await (const [left, right, weight] of streamColumns(connection, sql))
    yield {
      left: (left as Int32Array).map((graph) => place[graph]!),
      right: (right as Int32Array).map((graph) => place[graph]!),
      weight: weight as Float32Array,
    };
}

type GivenIds = { entityOf: Int32Array; retired: Map<number, number>; nextId: number };

function giveIds(cluster: Int32Array, anchors: Int32Array | undefined, nextId: number): GivenIds {
  const oldIds = new Int32Array(cluster.length);
  const { ids, ...rest } = assignIds({ cluster, oldIds, nextId, ...(anchors && { anchors }) });
  return { entityOf: ids, ...rest };
}

/** Counts by rows, not by distinct rows, where most of an entity went. */
async function keepIds(
  { connection, schema }: ClusterTablesOptions,
  known: string,
  cluster: Int32Array,
  place: Int32Array,
  anchors: Int32Array | undefined,
  nextId: number,
): Promise<GivenIds> {
  const rows = await readNumber(connection, `select count(*) from ${quoteName(schema)}.rows`);
  const clusterOf = new Int32Array(rows);
  const oldIds = new Int32Array(rows);
  const pinned = new Int32Array(rows);
  let at = 0;
  const sql = `select g.graph::integer, coalesce(k.entity, 0)::integer
    from (${rowsOfGraph(schema)}) g left join ${known} k on k.record = g.record`;
  for await (const [graph, entity] of streamColumns(connection, sql))
    for (let i = 0; i < graph!.length; i++) {
      const spot = place[graph![i]!]!;
      clusterOf[at] = cluster[spot]!;
      pinned[at] = anchors?.[spot] ?? 0;
      oldIds[at++] = entity![i]!;
    }
  const { ids, ...rest } = assignIds({ cluster: clusterOf, oldIds, anchors: pinned, nextId });
  const entityOf = new Int32Array(cluster.length);
  for (let row = 0; row < rows; row++) entityOf[clusterOf[row]!] = ids[row]!;
  for (let spot = 0; spot < cluster.length; spot++) entityOf[spot] = entityOf[cluster[spot]!]!;
  return { entityOf, ...rest };
}
