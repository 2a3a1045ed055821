import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, readRows } from '../run-sql.ts';
import { measure, type ScorePoint } from './score-pairs.ts';

export type ClusterScores = Omit<ScorePoint, 'threshold'> & {
  /** Rows whose truth is known, true entities among them, clusters found. */
  rows: number;
  entities: number;
  clusters: number;
};

/**
 * Pairwise precision, recall and F1 of clusters, without listing a pair: of n rows that share a cluster and an entity,
 * n (n − 1) / 2 pairs are right, and likewise for the pairs of a cluster and of an entity.
 *
 * @param clusters a relation (record, entity)
 * @param truth a relation (record, entity, source), entity null where it is not known
 * @param betweenSources count only pairs of different sources
 */
export async function scoreClusters(
  connection: DuckDBConnection,
  clusters: string,
  truth: string,
  betweenSources = false,
): Promise<ClusterScores> {
  const joined = `select c.entity as cluster, t.entity as truth, t.source from ${clusters} c
    join ${truth} t on t.record = c.record where t.entity is not null`;
  const pairs = (...by: string[]): string => {
    const inside = (columns: string[]): string =>
      `(select coalesce(sum(n * (n - 1) // 2), 0) from (select count(*)::hugeint as n from joined group by ${columns.map(quoteName).join(', ')}))`;
    return betweenSources ? `${inside(by)} - ${inside([...by, 'source'])}` : inside(by);
  };
  const [row] = await readRows(
    connection,
    `with joined as materialized (${joined})
     select (${pairs('cluster', 'truth')})::bigint as right_n, (${pairs('cluster')})::bigint as called,
       (${pairs('truth')})::bigint as matches, (select count(*) from joined) as rows_n,
       (select count(distinct truth) from joined) as entities, (select count(distinct cluster) from joined) as clusters`,
  );
  const number = (key: string): number => Number(row?.[key] ?? 0);
  const right = number('right_n');
  return {
    ...measure(right, number('called') - right, number('matches') - right),
    rows: number('rows_n'),
    entities: number('entities'),
    clusters: number('clusters'),
  };
}
