import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { bringRows } from '../../platform/records/entities/move-rows.ts';
import { queryRows } from '../../platform/records/entities/run-statements.ts';
import type { Source } from '../../platform/records/sources/declaration.ts';

export type Score = { precision: number; recall: number; f1: number; rows: number; entities: number; truly: number };

/**
 * How well the entities of a linked kind match the truth that the sample keeps beside its files: over all pairs of rows,
 * counted and not listed. Rows that were quarantined have no entity and count for nothing.
 * @param ownerUrl sees every row
 * @param folder holds truth-<kind>.csv; and where a file may be put meanwhile
 */
export async function scoreEntities(
  ownerUrl: string,
  folder: string,
  kind: 'person' | 'organisation',
  sources: readonly Source[],
): Promise<Score> {
  const db = await (await DuckDBInstance.create(':memory:', { memory_limit: '4GB', temp_directory: folder })).connect();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await db.run('create table found (source varchar, key varchar, part varchar, entity bigint)');
    for (const source of sources) {
      for (const part of source.parts.filter((each) => each.kind === kind))
        await bringRows(
          client,
          db,
          folder,
          `select '${source.code}', r.fields->>'${source.key[0]}', '${part.name}', e.entity from gewu.record r
           join gewu.source s on s.id = r.source and s.code = '${source.code}'
           join gewu.record_entity e on e.record = r.id and e.part = ${part.index} where r.vanished_at is null`,
          'found',
          { source: 'VARCHAR', key: 'VARCHAR', part: 'VARCHAR', entity: 'BIGINT' },
        );
    }
    const [score] = await queryRows<Score>(
      db,
      `with both_sides as (
         select f.entity, t.id as truly, count(*) as n from found f
         join read_csv('${join(folder, `truth-${kind}.csv`)}', header = true, all_varchar = true) t using (source, key, part) group by all),
       pairs as (
         select (select sum(n * (n - 1) / 2) from both_sides) as hit,
           (select sum(n * (n - 1) / 2) from (select sum(n) as n from both_sides group by entity)) as said,
           (select sum(n * (n - 1) / 2) from (select sum(n) as n from both_sides group by truly)) as true_pairs)
       select hit / said as precision, hit / true_pairs as recall, 2 * hit / (said + true_pairs) as f1,
         (select sum(n) from both_sides)::double as rows, (select count(distinct entity) from both_sides) as entities,
         (select count(distinct truly) from both_sides) as truly from pairs`,
    );
    if (!score?.rows) throw new Error(`Nothing in ${folder}/truth-${kind}.csv fits the rows that were imported.`);
    return score;
  } finally {
    await client.end();
    db.closeSync();
  }
}
