import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '../run-sql.ts';

export type KeepRunOptions = {
  connection: DuckDBConnection;
  /** The linker's schema, with the tables of a full run or of an update. */
  from: string;
  /** The schema that remembers rows, nodes and links from run to run. */
  into: string;
  /** The model's `identifiers`, remembered with the nodes. */
  identifiers?: readonly string[];
};

/** Remembers the tables of a full run, so that later updates can be merged into them. */
export async function keepRun({ connection, from, into, identifiers = [] }: KeepRunOptions): Promise<void> {
  const [source, target] = [quoteName(from), quoteName(into)];
  const fields = identifiers.map((field) => `, ${quoteName(field)}`).join('');
  await connection.run(`create schema if not exists ${target};
    create or replace table ${target}.rows as select record, node from ${source}.rows;
    create or replace table ${target}.nodes as select node, record${fields} from ${source}.nodes;
    create or replace table ${target}.links as select node_l, node_r, weight from ${source}.links;`);
}

/**
 * Merges the tables of an update into what is remembered: links of changed and vanished rows go, those the update
 * found come, everything else stays. Afterwards the tables are what a full run with the same weights would have left,
 * so that clusters formed from them are too.
 *
 * @param options.gone a relation whose column `record` holds the ids of changed and vanished rows
 */
export async function mergeUpdate(options: KeepRunOptions & { gone: string }): Promise<void> {
  const { connection, gone, identifiers = [] } = options;
  const [source, target] = [quoteName(options.from), quoteName(options.into)];
  const fields = identifiers.map(quoteName);
  const listed = fields.map((field) => `, ${field}`).join('');
  await connection.run(`
    create or replace temp table rest as
      select r.record, r.node from ${target}.rows r anti join ${gone} g on g.record = r.record;
    -- A node of the update that holds an untouched row is that row's old node; the others are new.
    create or replace temp table placed as
      with old as (select f.node as fresh, min(r.node) as node from ${source}.rows f join rest r on r.record = f.record group by f.node)
      select n.node as fresh, coalesce(old.node,
        (select coalesce(max(node), -1) from ${target}.nodes) + 1 + row_number() over (order by n.node)) as node
      from ${source}.nodes n left join old on old.fresh = n.node;
    create or replace temp table merged_rows as
      select record, node from rest
      union all
      select f.record, p.node from ${source}.rows f join placed p on p.fresh = f.node anti join rest r on r.record = f.record;
    create or replace temp table numbered as
      select node as old, min(record) as record, (row_number() over (order by min(record)) - 1)::integer as node
      from merged_rows group by node;
    create or replace temp table merged_nodes as
      select m.node, m.record${fields.map((field) => `, coalesce(n.${field}, f.${field}) as ${field}`).join('')}
      from numbered m left join ${target}.nodes n on n.node = m.old
      left join (select p.node${listed} from ${source}.nodes s join placed p on p.fresh = s.node
                 where p.node not in (select node from ${target}.nodes)) f on f.node = m.old;
    create or replace temp table merged_links as
      with both_links as (
        select node_l, node_r, weight from ${target}.links
        union all
        select l.node, r.node, weight from ${source}.links
          join placed l on l.fresh = node_l join placed r on r.fresh = node_r where l.node <> r.node
      )
      select least(l.node, r.node) as node_l, greatest(l.node, r.node) as node_r, max(weight)::float as weight
      from both_links join numbered l on l.old = node_l join numbered r on r.old = node_r group by all;
    begin;
    create or replace table ${target}.rows as select m.record, n.node from merged_rows m join numbered n on n.old = m.node;
    create or replace table ${target}.nodes as from merged_nodes;
    create or replace table ${target}.links as from merged_links;
    commit;
    drop table rest; drop table placed; drop table merged_rows; drop table numbered; drop table merged_nodes; drop table merged_links;`);
}
