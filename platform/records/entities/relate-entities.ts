import type { DuckDBConnection } from '@duckdb/node-api';
import type { Source } from '../sources/declaration.ts';
import { runStatements } from './run-statements.ts';

/**
 * Makes `l_new` (from_entity, relation, to_entity, record, seen): how the entities of this run stand to others. What the
 * parts of one row say of each other comes from the declarations, the freshest row first; where one lives, where a home
 * stands and what a building is part of come from the chosen home and the address.
 * Needs `placed`, `e_new`, `home`, `door` and `row_state`.
 * @param all whether every entity is in this run; otherwise those of `e_new`
 */
export async function relateEntities(
  db: DuckDBConnection,
  sources: ReadonlyMap<number, Source>,
  all: boolean,
): Promise<void> {
  await db.run(`create or replace table l_new
    (from_entity bigint, relation varchar, to_entity bigint, record bigint, seen date)`);
  const said = [...sources].flatMap(([id, { links }]) =>
    links.map(({ from, relation, to }) => ({ id, from, relation, to })),
  );
  const mine = all ? '' : 'semi join e_new e on e.id = a.entity';
  for (const { id, from, relation, to } of said) {
    if (relation === 'lives_in' || relation === 'part_of') continue;
    await db.run(`insert into l_new
      with pairs as (
        select a.entity as from_entity, b.entity as to_entity, m.record, m.seen, by_recency(0, day_of(m.seen), m.mention) as score
        from m_${from.kind} m join placed a on a.mention = m.mention ${mine}
        join placed b on b.mention = m.mention + ${to.index - from.index}
        ${to.kind === from.kind ? '' : `semi join m_${to.kind} t on t.mention = b.mention`}
        where m.source = ${id} and m.part = ${from.index})
      select from_entity, '${relation}', to_entity, winner(max(score)), max(seen) from pairs
      where from_entity <> to_entity group by all`);
  }
  await runStatements(db, [
    `insert into l_new select h.entity, case e.kind when 'person' then 'lives_in' else 'seated_at' end, h.dwelling, h.record, h.seen
     from home h join e_new e on e.id = h.entity`,
    `insert into l_new select d.id, 'stands_in', d.building, null, null from door d
     join e_new e on e.id = d.id where d.building is not null`,
    `insert into l_new select distinct d.building, 'part_of', d.compound, null::bigint, null::date from door d
     join e_new e on e.id = d.building where d.compound is not null and d.building is not null`,
    `create or replace table l_new as
     select from_entity, relation, to_entity, arg_max(record, coalesce(seen, date '1900-01-01')) as record, max(seen) as seen
     from (select * from l_new order by record) group by all`,
  ]);
}
