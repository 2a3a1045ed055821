import type { DuckDBConnection } from '@duckdb/node-api';
import type pg from 'pg';
import { bringRows } from './move-rows.ts';
import { queryRows, runStatements } from './run-statements.ts';

/** Held while entities are written: a run's end and a clerk's decision wait for each other. */
export const ENTITIES_LOCK = '610402, 21';

export type State = {
  /** The store did not know how things stand in PostgreSQL: everything must be looked at again. */
  rebuilt: boolean;
  /** Moment up to which decisions are known, as PostgreSQL writes it. */
  decidedUpto: string;
  /** The day of the run before, YYYY-MM-DD. */
  lastDay: string | undefined;
};

/**
 * Brings what the store remembers of the last run level with PostgreSQL: tables of the store
 *
 * - `placed` (mention, entity) · `entity_state` (id, kind, area, hash, merged_into, terms) · `link_state` (as entity_link)
 * - `linked_run` (run, decided_upto, today): the run they belong to; empty while a run works on them
 *
 * and of the scratch `pinned` (mention, entity), `decided` (id): entities that a decision has touched since.
 * A store of another run is filled anew. In the caller's transaction.
 * @param locked whether the caller holds ENTITIES_LOCK
 */
export async function prepareState(
  client: pg.ClientBase,
  db: DuckDBConnection,
  store: string,
  folder: string,
  locked: boolean,
): Promise<State> {
  await runStatements(db, [
    `create table if not exists ${store}.placed (mention bigint, entity bigint)`,
    `create table if not exists ${store}.entity_state
       (id bigint, kind varchar, area varchar, hash bigint, merged_into bigint, terms bigint)`,
    `create table if not exists ${store}.link_state
       (from_entity bigint, relation varchar, to_entity bigint, record bigint, seen date)`,
    `create table if not exists ${store}.spelling (name varchar, pinyin varchar, initials varchar)`,
    `create table if not exists ${store}.linked_run (run bigint, decided_upto varchar, today date)`,
    'create or replace table pinned (mention bigint, entity bigint)',
    'create or replace table decided (id bigint)',
  ]);
  if (!locked) await client.query(`select pg_advisory_xact_lock(${ENTITIES_LOCK})`);
  return readState(client, db, store, folder);
}

async function readState(client: pg.ClientBase, db: DuckDBConnection, store: string, folder: string): Promise<State> {
  const { rows } = await client.query<{ run: number | null; upto: string }>(
    `select (select max(id) from link_run where state = 'done') as run, clock_timestamp()::text as upto`,
  );
  const { run, upto } = rows[0] as { run: number | null; upto: string };
  const [known] = await queryRows<{ run: number; decided_upto: string; today: string }>(
    db,
    'select run, decided_upto, today::varchar as today from linked_run',
  );
  const fits = known !== undefined && run !== null && known.run === run;
  if (!fits) await rebuild(client, db, store, folder);
  else await catchUp(client, db, folder, known.decided_upto);
  await bringRows(client, db, folder, 'select record * 8 + part, entity from pin', 'pinned', {
    mention: 'BIGINT',
    entity: 'BIGINT',
  });
  await db.run(`delete from ${store}.linked_run`);
  return { rebuilt: !fits, decidedUpto: upto, lastDay: known?.today };
}

const PLACED = { mention: 'BIGINT', entity: 'BIGINT' };
const STATE = { id: 'BIGINT', kind: 'VARCHAR', area: 'VARCHAR', hash: 'BIGINT', merged_into: 'BIGINT' };
const LINK = { from_entity: 'BIGINT', relation: 'VARCHAR', to_entity: 'BIGINT', record: 'BIGINT', seen: 'DATE' };

async function rebuild(client: pg.ClientBase, db: DuckDBConnection, store: string, folder: string): Promise<void> {
  await runStatements(db, [
    ...['placed', 'entity_state', 'link_state'].map((table) => `delete from ${store}.${table}`),
    'create or replace table term_there (entity bigint, term varchar)',
    'create or replace table state_there (id bigint, kind varchar, area varchar, hash bigint, merged_into bigint)',
  ]);
  await bringRows(client, db, folder, 'select record * 8 + part, entity from record_entity', `${store}.placed`, PLACED);
  await bringRows(client, db, folder, 'select id, kind, area, hash, merged_into from entity', 'state_there', STATE);
  await bringRows(
    client,
    db,
    folder,
    `select ${Object.keys(LINK).join(', ')} from entity_link`,
    `${store}.link_state`,
    LINK,
  );
  await bringRows(client, db, folder, 'select entity, term from entity_term', 'term_there', {
    entity: 'BIGINT',
    term: 'VARCHAR',
  });
  await runStatements(db, [
    `insert into ${store}.entity_state select s.*, t.terms from state_there s
     left join (select entity, ${TERMS_HASH} as terms from term_there group by entity) t on t.entity = s.id`,
    'drop table term_there',
    'drop table state_there',
  ]);
}

/** What the terms of one entity come to, whatever their order. */
export const TERMS_HASH = '(bit_xor(hash(term)) >> 1)::bigint';

/** Reads again the entities that people decided about since the last run, and marks them as to be written anew. */
async function catchUp(client: pg.ClientBase, db: DuckDBConnection, folder: string, since: string): Promise<void> {
  const { rows } = await client.query<{ ids: number[] | null }>(
    `with news as (select entities, data from decision where at > $1 or undone_at > $1),
     named as (
       select unnest(entities) as id from news
       union select (p->>2)::bigint from news, jsonb_array_elements(coalesce(data->'pins', '[]') || coalesce(data->'before', '[]')) p)
     select array_agg(id) as ids from named`,
    [since],
  );
  const ids = rows[0]?.ids ?? [];
  if (ids.length === 0) return;
  const list = ids.join(', ');
  await db.run('create or replace table placed_there (mention bigint, entity bigint)');
  const mentions = `select record * 8 + part as mention, entity from record_entity where entity in (${list})`;
  await bringRows(client, db, folder, mentions, 'placed_there', PLACED);
  await runStatements(db, [
    `insert into decided select unnest([${list}]::bigint[])`,
    'delete from placed where entity in (select id from decided) or mention in (select mention from placed_there)',
    'insert into placed select mention, entity from placed_there',
    'drop table placed_there',
    // 0 is no hash of any entity, so that these are written whatever they were
    'delete from entity_state where id in (select id from decided)',
    'delete from link_state where from_entity in (select id from decided)',
  ]);
  await db.run(
    'create or replace table state_there (id bigint, kind varchar, area varchar, hash bigint, merged_into bigint)',
  );
  await bringRows(
    client,
    db,
    folder,
    `select id, kind, area, 0, merged_into from entity where id in (${list})
       or id in (select to_entity from entity_link where from_entity in (${list}) and relation in ('lives_in', 'seated_at'))`,
    'state_there',
    STATE,
  );
  await runStatements(db, [
    // a decision may have moved somebody into a home that no run has seen
    'insert into entity_state select *, 0 from state_there anti join entity_state using (id)',
    'drop table state_there',
  ]);
  await bringRows(
    client,
    db,
    folder,
    `select ${Object.keys(LINK).join(', ')} from entity_link where from_entity in (${list})`,
    'link_state',
    LINK,
  );
}
