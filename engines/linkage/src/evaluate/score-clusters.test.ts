import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scoreClusters } from './score-clusters.ts';

const connection = await (await DuckDBInstance.create(':memory:')).connect();

it('scores clusters as listing every pair would', async () => {
  const row = fc.tuple(fc.nat(3), fc.option(fc.nat(3)), fc.nat(1));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.boolean(), async (rows, between) => {
      const given = rows.map(([cluster, entity, source], i) => `(${i}, ${cluster}, ${entity}::integer, ${source})`);
      await connection.run(
        `create or replace table rows as select * from (values ${given.join(', ')}) t(record, cluster, truth, source)`,
      );
      const seen = { right: 0, wrong: 0, missed: 0 };
      for (const [i, [cluster, entity, source]] of rows.entries())
        for (const [otherCluster, otherEntity, otherSource] of rows.slice(0, i)) {
          if (entity === null || otherEntity === null || (between && source === otherSource)) continue;
          const called = cluster === otherCluster;
          const match = entity === otherEntity;
          if (called && match) seen.right++;
          else if (called) seen.wrong++;
          else if (match) seen.missed++;
        }
      const clusters = '(select record, cluster as entity from rows)';
      const truth = '(select record, truth as entity, source from rows)';
      expect(await scoreClusters(connection, clusters, truth, between)).toMatchObject(seen);
    }),
    { numRuns: 50 },
  );
});
