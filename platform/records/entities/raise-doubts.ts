import type { DuckDBConnection } from '@duckdb/node-api';
import { readNumber } from '@gewu/linkage/run-sql';
import type pg from 'pg';
import { sendRows } from './move-rows.ts';
import type { DoubtRules } from './read-doubt-rules.ts';
import { runStatements } from './run-statements.ts';

export type FindDoubtsOptions = {
  rules: DoubtRules;
  /** YYYY-MM-DD */
  today: string;
  all: boolean;
  /** Linked kinds of this run, whose links lie in `kept_<kind>`. */
  kinds: readonly string[];
};

/**
 * Makes `doubt_new`, the questions that the entities of this run leave open: two that may be one, trusted sources in
 * dispute, a home said to be empty where somebody lives or owner-occupied where somebody rents, and what nobody has seen
 * for long. The door is the home where it can be asked.
 */
export async function findDoubts(db: DuckDBConnection, options: FindDoubtsOptions): Promise<void> {
  const { rules, today } = options;
  const before = (months: number) => `(date '${today}' - interval ${months} month)::date`;
  await runStatements(db, [
    `create or replace table doubt_new
       (kind varchar, area varchar, entities varchar, door bigint, field varchar, options varchar, weight double, same varchar)`,
    // who stays where, by this run or, for those it did not look at, by the one before
    `create or replace table stays as
     select from_entity as entity, relation, to_entity as dwelling, seen from l_new where relation in ('lives_in', 'seated_at', 'rents')
     union all select from_entity, relation, to_entity, seen from link_state s anti join e_new e on e.id = s.from_entity
     where relation in ('lives_in', 'seated_at', 'rents')`,
    `create or replace table at_home as
     select entity, min(dwelling) as door from stays where relation <> 'rents' group by entity`,
    `create or replace table lies as
     select id, area from e_new where merged_into is null and rows > 0
     union all select s.id, s.area from entity_state s anti join e_new e on e.id = s.id where s.merged_into is null`,
    ...options.kinds.map((kind) => linkSql(kind, rules.link, options.all)),
    `insert into doubt_new
     with judged as (
       select *, max(support) over (partition by entity, field) as most,
         row_number() over (partition by entity, field order by best desc) as place from all_disputed),
     asked as (
       select entity, field, string_agg(option, ',' order by best desc) as options, count(*) as n
       from judged where place = 1 or support >= ${rules.conflict.share} * most group by entity, field having count(*) > 1)
     select 'conflict', e.area, '{' || e.id || '}', case e.kind when 'dwelling' then e.id else h.door end, a.field, '[' || a.options || ']', null,
       'conflict|' || e.id || '|' || a.field
     from asked a join e_new e on e.id = a.entity left join at_home h on h.entity = e.id`,
    `insert into doubt_new
     with used as (
       select dwelling, bool_or(relation = 'lives_in') as lived_in, bool_or(relation = 'rents') as rented from stays
       where seen >= ${before(rules.vacancy.months)} group by dwelling)
     select 'vacancy', e.area, '{' || e.id || '}', e.id, 'status', '[]', null, 'vacancy|' || e.id
     from e_new e join used u on u.dwelling = e.id
     where e.kind = 'dwelling' and e.rows > 0
       and (((e.fields->>'status') = '03' and u.lived_in) or ((e.fields->>'status') = '01' and u.rented))`,
    ...Object.entries(rules.stale).map(
      ([kind, months]) => `insert into doubt_new
        select 'stale', e.area, '{' || e.id || '}', case e.kind when 'dwelling' then e.id else h.door end, null, '[]', null, 'stale|' || e.id
        from e_new e left join at_home h on h.entity = e.id
        where e.kind = '${kind}' and e.rows > 0 and e.seen < ${before(months)}
          and (e.kind = 'dwelling' or h.door is not null) and (e.fields->>'deceased_on') is null`,
    ),
    'drop table stays',
  ]);
}

/** Pairs that are linked but not joined, unless people have pinned both of them apart. */
function linkSql(kind: string, { least, mostPerRun }: DoubtRules['link'], all: boolean): string {
  return `insert into doubt_new
    with ends as (
      select a.entity as l, b.entity as r, k.weight from kept_${kind}.links k
      join kept_${kind}.nodes n on n.node = k.node_l join kept_${kind}.nodes m on m.node = k.node_r
      join placed a on a.mention = n.record join placed b on b.mention = m.record
      where k.weight >= ${least} and a.entity <> b.entity),
    pairs as (
      select least(l, r) as a, greatest(l, r) as b, max(weight) as weight from ends group by all
      order by weight desc, a, b limit ${mostPerRun})
    select 'link', x.area, '{' || p.a || ',' || p.b || '}', coalesce(h.door, g.door), null, '[]', p.weight, 'link|' || p.a || '|' || p.b
    from pairs p join lies x on x.id = p.a join lies y on y.id = p.b
    left join at_home h on h.entity = p.a left join at_home g on g.entity = p.b
    where not (p.a in (select entity from pinned) and p.b in (select entity from pinned))
    ${all ? '' : 'and (p.a in (select id from e_new) or p.b in (select id from e_new))'}`;
}

const COLUMNS = ['kind', 'area', 'entities', 'door', 'field', 'options', 'weight', 'same'] as const;

/**
 * Raises what is new and drops what is settled, in the caller's transaction. A doubt that was answered or dropped by a
 * person is not raised again; one that only fell away may come back.
 */
export async function writeDoubts(
  client: pg.ClientBase,
  db: DuckDBConnection,
  folder: string,
): Promise<{ raised: number; settled: number }> {
  await client.query(
    `create temporary table new_doubt on commit drop as select ${COLUMNS.join(', ')} from doubt limit 0`,
  );
  await sendRows(db, client, folder, {
    query: `select distinct on (same) ${COLUMNS.join(', ')} from doubt_new order by same`,
    table: 'new_doubt',
    columns: COLUMNS,
  });
  await client.query('create temporary table looked_at (id bigint) on commit drop');
  if ((await readNumber(db, 'select count(*) from e_new')) > 0)
    await sendRows(db, client, folder, { query: 'select id from e_new', table: 'looked_at', columns: ['id'] });
  await client.query('analyze looked_at');
  await client.query('analyze new_doubt');
  const settled = await client.query(
    `update doubt d set state = 'dropped', note = 'settled-before', answered_at = now()
     from (select distinct o.id from doubt o cross join unnest(o.entities) as e (id) join looked_at l on l.id = e.id where o.state = 'open') seen
     where seen.id = d.id and not exists (select from new_doubt n where n.same = d.same)`,
  );
  const raised = await client.query(
    `insert into doubt as d (${COLUMNS.join(', ')}) select ${COLUMNS.join(', ')} from new_doubt
     on conflict (same) do update set state = 'open', note = null, answered_at = null, area = excluded.area, door = excluded.door,
       options = excluded.options, weight = excluded.weight
     where (d.state = 'dropped' and d.note = 'settled-before')
       or (d.state = 'open' and (d.area, d.door, d.options, d.weight) is distinct from (excluded.area, excluded.door, excluded.options, excluded.weight))`,
  );
  return { raised: raised.rowCount ?? 0, settled: settled.rowCount ?? 0 };
}
