import type { DuckDBConnection } from '@duckdb/node-api';
import type pg from 'pg';
import { sendAll, sendRows } from './move-rows.ts';
import { TERMS_HASH } from './prepare-state.ts';
import { queryRows, runStatements } from './run-statements.ts';

const ENTITY = [
  'id',
  'kind',
  'area',
  'key',
  'label',
  'fields',
  'provenance',
  'conflicts',
  'minor',
  'rows',
  'fed_by',
  'seen',
  'hash',
  'changed_at',
  'merged_into',
  'lon',
  'lat',
] as const;
const LINK = ['from_entity', 'relation', 'to_entity', 'record', 'seen'] as const;

/** Why entities say something else than before. */
export type Cause = { cause: 'run' | 'merge' | 'split' | 'correction'; decision: number | null };
export type Written = { entities: number; placed: number; terms: number; links: number };

/**
 * Works out what of this run differs from what stands: `out_entity`, `out_term`, `term_state` (entity, terms, area),
 * `link_gone`, `link_come`. What is in nobody's rows any more is kept as an empty entity, so that its id still says
 * something and points to its heir.
 * @param all whether the run looked at every entity
 */
export async function findDifferences(db: DuckDBConnection, all: boolean): Promise<void> {
  const looked = all ? 'entity_state' : '(select s.* from entity_state s semi join scope c on c.id = s.id)';
  await runStatements(db, [
    `insert into e_new
     select *, (hash(concat_ws('|', 'empty', id, area, merged_into)) >> 1)::bigint from (
       select s.id, s.kind, s.area, null as key, '' as label, '{}' as fields, '{}' as provenance, '{}' as conflicts, false as minor,
         0 as rows, '{}' as fed_by, null::date as seen, null::double as lon, null::double as lat, coalesce(r.heir, s.merged_into) as merged_into
       from (select * from ${looked} union select s.* from entity_state s join retired r on r.id = s.id) s
       anti join e_new e on e.id = s.id left join retired r on r.id = s.id)`,
    `create or replace table out_entity as
     select e.* from e_new e left join entity_state s on s.id = e.id where s.hash is distinct from e.hash`,
    `create or replace table term_state as
     select e.id as entity, e.area, t.terms from e_new e
     left join (select entity, ${TERMS_HASH} as terms from t_new group by entity) t on t.entity = e.id`,
    `create or replace table stale_term as
     select n.entity from term_state n left join entity_state s on s.id = n.entity
     where s.terms is distinct from n.terms or s.area is distinct from n.area`,
    `create or replace table link_gone as
     select s.from_entity, s.relation, s.to_entity from link_state s semi join e_new e on e.id = s.from_entity
     anti join l_new l on l.from_entity = s.from_entity and l.relation = s.relation and l.to_entity = s.to_entity`,
    `create or replace table link_come as
     select l.* from l_new l left join link_state s on s.from_entity = l.from_entity and s.relation = l.relation and s.to_entity = l.to_entity
     where s.from_entity is null or s.record is distinct from l.record or s.seen is distinct from l.seen`,
  ]);
}

const OUT_ENTITY = `select id, kind, area, key, label, fields, provenance, conflicts, minor, rows, fed_by, seen, hash,
  strftime(now(), '%Y-%m-%d %H:%M:%S+00') as changed_at, merged_into, lon, lat from out_entity order by id`;
const OUT_PLACED = 'select mention >> 3, mention & 7, entity from moved order by mention';
const OUT_TERM = `select t.term, n.area, t.entity from t_new t join term_state n on n.entity = t.entity
  semi join stale_term s on s.entity = t.entity order by t.term, n.area, t.entity`;
const OUT_LINK = `select ${LINK.join(', ')} from link_come order by 1, 2, 3`;

/**
 * Writes the differences in the caller's transaction.
 * @param first nothing is there yet: the rows are copied straight into the tables
 * @param cause for the history of what was there before
 */
export async function writeRun(
  client: pg.ClientBase,
  db: DuckDBConnection,
  folder: string,
  first: boolean,
  cause: Cause = { cause: 'run', decision: null },
): Promise<Written> {
  const send = (query: string, table: string, columns: readonly string[]) =>
    sendRows(db, client, folder, { query, table, columns });
  if (first) {
    const [entities = 0, placed = 0, terms = 0, links = 0] = await sendAll(db, client, folder, [
      { query: OUT_ENTITY, table: 'entity', columns: ENTITY },
      { query: OUT_PLACED, table: 'record_entity', columns: ['record', 'part', 'entity'] },
      { query: OUT_TERM, table: 'entity_term', columns: ['term', 'area', 'entity'] },
      { query: OUT_LINK, table: 'entity_link', columns: LINK },
    ]);
    return { entities, placed, terms, links };
  }
  const temporary = async (name: string, like: string) =>
    void (await client.query(`create temporary table ${name} on commit drop as select ${like} limit 0`));
  await temporary('new_entity', `${ENTITY.join(', ')} from entity`);
  const entities = await send(OUT_ENTITY, 'new_entity', ENTITY);
  await client.query(`analyze new_entity`);
  await client.query(
    `insert into entity_past (entity, fields, cause, decision) select e.id, e.fields, $1, $2 from entity e join new_entity n on n.id = e.id
     where e.fields <> n.fields and e.rows > 0`,
    [cause.cause, cause.decision],
  );
  await client.query(
    `insert into entity (${ENTITY.join(', ')}) select * from new_entity
     on conflict (id) do update set ${ENTITY.slice(1)
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}`,
  );
  // who was merged into one that is merged itself now is found at the last of them
  await client.query(
    `update entity e set merged_into = n.merged_into from new_entity n
     where e.merged_into = n.id and n.merged_into is not null and e.id <> n.merged_into`,
  );
  // a resident's account follows the person it proved to be
  await client.query(
    `update account a set entity = n.merged_into from new_entity n
     where a.entity = n.id and n.merged_into is not null and not exists (select from account b where b.entity = n.merged_into)`,
  );
  await temporary('new_placed', 'record, part, entity from record_entity');
  const placed = await send(OUT_PLACED, 'new_placed', ['record', 'part', 'entity']);
  await client.query(
    `insert into record_entity select * from new_placed on conflict (record, part) do update set entity = excluded.entity`,
  );
  await temporary('old_placed', 'record, part from record_entity');
  await send('select mention >> 3, mention & 7 from dropped', 'old_placed', ['record', 'part']);
  await client.query('delete from record_entity r using old_placed o where r.record = o.record and r.part = o.part');
  await temporary('old_term', 'entity from entity_term');
  await send('select entity from stale_term', 'old_term', ['entity']);
  await client.query('analyze old_term');
  await client.query('delete from entity_term t using old_term o where t.entity = o.entity');
  const terms = await send(OUT_TERM, 'entity_term', ['term', 'area', 'entity']);
  await temporary('old_link', 'from_entity, relation, to_entity from entity_link');
  await send('from link_gone', 'old_link', LINK.slice(0, 3));
  await client.query(
    `delete from entity_link l using old_link o where l.from_entity = o.from_entity and l.relation = o.relation and l.to_entity = o.to_entity`,
  );
  await temporary('new_link', `${LINK.join(', ')} from entity_link`);
  const links = await send(OUT_LINK, 'new_link', LINK);
  await client.query(
    `insert into entity_link select * from new_link on conflict (from_entity, relation, to_entity) do update set record = excluded.record, seen = excluded.seen`,
  );
  return { entities, placed, terms, links };
}

/** Remembers in the store what now stands in PostgreSQL; called after the commit. */
export async function rememberRun(
  db: DuckDBConnection,
  store: string,
  last: { run: number; decidedUpto: string; today: string },
): Promise<void> {
  await runStatements(db, [
    `delete from entity_state where id in (select id from e_new)`,
    `insert into entity_state select e.id, e.kind, e.area, e.hash, e.merged_into, t.terms from e_new e join term_state t on t.entity = e.id`,
    `delete from link_state s using link_gone g where g.from_entity = s.from_entity and g.relation = s.relation and g.to_entity = s.to_entity`,
    `delete from link_state s using link_come g where g.from_entity = s.from_entity and g.relation = s.relation and g.to_entity = s.to_entity`,
    `insert into link_state select * from link_come`,
    'delete from changed',
    `insert into ${store}.linked_run values (${last.run}, '${last.decidedUpto}', '${last.today}')`,
  ]);
}

/** Entities by kind as they stand, for the figures of the run. */
export async function countEntities(db: DuckDBConnection): Promise<Record<string, number>> {
  const rows = await queryRows<{ kind: string; n: number }>(
    db,
    'select kind, count(*) as n from entity_state where merged_into is null group by kind order by kind',
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}
