import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '../run-sql.ts';
import type { Bridge } from './cluster-links.ts';
import { graphNames } from './read-rules.ts';

/** Table `bridges`: who was nearly joined with whom, by which link, and the rule that spoke against it. */
export async function writeBridges(
  connection: DuckDBConnection,
  schema: string,
  bridges: readonly Bridge[],
  order: Int32Array,
  entityOf: Int32Array,
): Promise<void> {
  const name = quoteName(schema);
  await connection.run(`create or replace table ${name}.bridges_of
    (l INTEGER, r INTEGER, weight FLOAT, reason VARCHAR, entity_l INTEGER, entity_r INTEGER, links INTEGER)`);
  const appender = await connection.createAppender('bridges_of', schema);
  for (const { left, right, weight, reason, leftCluster, rightCluster, links } of bridges) {
    appender.appendInteger(order[left]!);
    appender.appendInteger(order[right]!);
    appender.appendFloat(weight);
    appender.appendVarchar(reason);
    appender.appendInteger(entityOf[leftCluster]!);
    appender.appendInteger(entityOf[rightCluster]!);
    appender.appendInteger(links);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`create or replace table ${name}.bridges as
    with names as (${graphNames(schema)})
    select l.record as record_l, r.record as record_r, weight, reason, entity_l, entity_r, links
    from ${name}.bridges_of b join names l on l.graph = b.l join names r on r.graph = b.r
    order by weight desc, record_l, record_r`);
  await connection.run(`drop table ${name}.bridges_of`);
}
