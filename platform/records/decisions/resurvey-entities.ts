import type { DuckDBConnection } from '@duckdb/node-api';
import type pg from 'pg';
import { chinaDay } from '../../db/china-day.ts';
import { keepSecrets } from '../entities/keep-secrets.ts';
import { bringRows } from '../entities/move-rows.ts';
import { openScratch } from '../entities/open-scratch.ts';
import { readCorrections } from '../entities/read-corrections.ts';
import { readDoubtRules } from '../entities/read-doubt-rules.ts';
import { queryRows, runStatements } from '../entities/run-statements.ts';
import { surveyEntities } from '../entities/survey-entities.ts';
import { type Cause, findDifferences, writeRun } from '../entities/write-run.ts';
import type { RecordsContext } from '../records-context.ts';
import type { SmallStore } from './open-small-store.ts';
import type { Placed } from './wanted.ts';

export type Resurvey = {
  /** Entities to look at again. */
  ids: readonly { id: number; kind: string }[];
  /** Rows that have changed their entity, already so in `record_entity`. */
  moves: readonly Placed[];
  /** Entities that are no more → where they went. */
  retired: ReadonlyMap<number, number>;
  cause: Cause;
};

/**
 * Works out a few entities anew, by the same statements as a link run, and writes them in the caller's transaction.
 * @param store with every record that speaks of them
 */
export async function resurveyEntities(
  ctx: RecordsContext,
  client: pg.ClientBase,
  { db, folder, base, sources }: SmallStore,
  { ids, moves, retired, cause }: Resurvey,
): Promise<void> {
  const scratch = await openScratch(db);
  const list = ids.map(({ id }) => id);
  await loadState(client, db, folder, list);
  await readCorrections(ctx, client, db, list);
  await runStatements(db, [
    ...ids.map(({ id, kind }) => `insert into scope values (${id}, '${kind}')`),
    // one that is being made is written even if all its rows have vanished
    ...ids.map(
      ({ id, kind }) => `insert into entity_state select ${id}, '${kind}', '${ctx.config.district}', 0, null, 0
        where ${id} not in (select id from entity_state)`,
    ),
    ...moves.map(([record, part, entity]) => `insert into moved values (${record * 8 + part}, null, ${entity}, null)`),
    ...[...retired].map(([id, heir]) => `insert into retired values (${id}, ${heir})`),
  ]);
  await surveyEntities(db, {
    base,
    sources: new Map(sources.map(({ number, declared }) => [number, declared])),
    rules: readDoubtRules(),
    district: ctx.config.district,
    today: chinaDay(new Date()),
    all: false,
    makeDoors: () => bringDoors(client, db, folder),
  });
  // homes that stand already are not made anew
  await db.run('delete from e_new where id not in (select id from scope) and id in (select id from entity_state)');
  await findDifferences(db, false);
  await keepSecrets(ctx, client, db);
  await writeRun(client, db, folder, false, cause);
  await scratch.close();
}

/** Fills the tables that stand for what a large store remembers: where rows are placed, and how these entities stand. */
export async function loadState(
  client: pg.ClientBase,
  db: DuckDBConnection,
  folder: string,
  ids: readonly number[],
): Promise<void> {
  await runStatements(db, [
    'create table placed (mention bigint, entity bigint)',
    'create table entity_state (id bigint, kind varchar, area varchar, hash bigint, merged_into bigint, terms bigint)',
    'create table link_state (from_entity bigint, relation varchar, to_entity bigint, record bigint, seen date)',
    'create table spelling (name varchar, pinyin varchar, initials varchar)',
    'create table scope (id bigint, kind varchar)',
    'create table moved (mention bigint, kind varchar, entity bigint, was bigint)',
    'create table dropped (mention bigint, kind varchar, was bigint)',
    'create table retired (id bigint, heir bigint)',
  ]);
  const records = (await queryRows<{ record: number }>(db, 'select distinct record from row_state')).map(
    ({ record }) => record,
  );
  if (records.length > 0)
    await bringRows(
      client,
      db,
      folder,
      `select record * 8 + part, entity from record_entity where record in (${records.join(', ')})`,
      'placed',
      { mention: 'BIGINT', entity: 'BIGINT' },
    );
  const state = {
    id: 'BIGINT',
    kind: 'VARCHAR',
    area: 'VARCHAR',
    hash: 'BIGINT',
    merged_into: 'BIGINT',
    terms: 'BIGINT',
  };
  // 0 is no hash of any entity: these are written whatever they were
  const query = `select id, kind, area, 0, merged_into, 0 from entity where id in (${ids.join(', ')})`;
  await bringRows(client, db, folder, query, 'entity_state', state);
  await bringRows(
    client,
    db,
    folder,
    `select from_entity, relation, to_entity, record, seen from entity_link where from_entity in (${ids.join(', ')})`,
    'link_state',
    { from_entity: 'BIGINT', relation: 'VARCHAR', to_entity: 'BIGINT', record: 'BIGINT', seen: 'DATE' },
  );
}

/** `door` as map-doors.ts makes it, with the area and the point of the buildings as they stand in PostgreSQL. */
export async function bringDoors(client: pg.ClientBase, db: DuckDBConnection, folder: string): Promise<void> {
  await runStatements(db, [
    `create or replace table named_door as
     with named as (
       select dwelling_key as key, min(building_key) as building_key, min(compound_key) as compound_key
       from address where dwelling_key is not null group by dwelling_key)
     select *, keyed_id('dwelling', key) as id, keyed_id('building', building_key) as building,
       keyed_id('compound', compound_key) as compound from named`,
    'create or replace table there (id bigint, kind varchar, area varchar, lon double, lat double)',
  ]);
  const ids = await queryRows<{ id: number }>(
    db,
    'select id from named_door union select building from named_door where building is not null union select compound from named_door where compound is not null',
  );
  if (ids.length > 0)
    await bringRows(
      client,
      db,
      folder,
      `select id, kind, area, lon, lat from entity where id in (${ids.map(({ id }) => id).join(', ')})`,
      'there',
      { id: 'BIGINT', kind: 'VARCHAR', area: 'VARCHAR', lon: 'DOUBLE', lat: 'DOUBLE' },
    );
  await runStatements(db, [
    `create or replace table door as
     select n.*, coalesce(t.area, split_part(n.key, '|', 1)) as area, readable(n.key) as text, t.lon, t.lat
     from named_door n left join there t on t.id = n.building`,
    'insert into entity_state select id, kind, area, 0, null, 0 from there anti join entity_state using (id)',
    'drop table named_door',
    'drop table there',
  ]);
}
