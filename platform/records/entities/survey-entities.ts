import type { DuckDBConnection } from '@duckdb/node-api';
import type { Base, Kind, Source } from '../sources/declaration.ts';
import { assembleEntities, startEntities } from './assemble-entities.ts';
import { chooseHomes, startHomes } from './choose-homes.ts';
import { gatherVoices, HOUSED } from './gather-voices.ts';
import { makeTerms, startTerms } from './make-terms.ts';
import { mapDoors } from './map-doors.ts';
import type { DoubtRules } from './read-doubt-rules.ts';
import { relateEntities } from './relate-entities.ts';
import { runStatements } from './run-statements.ts';
import { surviveFields } from './survive-fields.ts';

export type SurveyOptions = {
  base: Base;
  sources: ReadonlyMap<number, Source>;
  rules: DoubtRules;
  district: string;
  /** YYYY-MM-DD */
  today: string;
  /** Look at every entity; otherwise at those of `scope` (id, kind). */
  all: boolean;
  /** Where `door` comes from when not from the buildings of the store. */
  makeDoors?: () => Promise<void>;
  onPhase?: (phase: string) => void;
};

/**
 * Works out how the entities in scope look: `e_new` (as `entity`), `t_new` (terms), `l_new` (links), `secret_new` and
 * `all_disputed`. The one way in which anything about an entity is decided, for the district and for one decision.
 * Needs `placed`, `correction`, the mentions, `address` and `trust`.
 */
export async function surveyEntities(db: DuckDBConnection, options: SurveyOptions): Promise<void> {
  const { base, all, rules, onPhase } = options;
  await startEntities(db);
  await startHomes(db);
  await startTerms(db);
  await runStatements(db, ['create or replace table implied (id bigint, kind varchar, key varchar)']);
  const gather = async (kind: Kind, whole = all) => {
    await gatherVoices(db, kind, base.kinds[kind], whole);
    await surviveFields(db, kind, base.kinds[kind], rules.conflict);
  };
  const finish = async (kind: Kind) => {
    await assembleEntities(db, kind, base.kinds[kind], options);
    await makeTerms(db, kind);
    await runStatements(db, [
      `drop table s_${kind}`,
      ...Object.keys(base.kinds[kind].fields).map((field) => `drop table "w_${field}"`),
    ]);
  };

  onPhase?.('doors');
  if (options.makeDoors) await options.makeDoors();
  else {
    await gather('building', true);
    await mapDoors(db);
    if (!all) await followMoves(db);
  }
  for (const kind of HOUSED) {
    onPhase?.(kind);
    await gather(kind);
    await chooseHomes(db, kind);
    await finish(kind);
  }
  onPhase?.('dwelling');
  await implyHomes(db);
  if (!all && !options.makeDoors) await followSettlers(db);
  await gather('dwelling');
  await implyBuildings(db);
  // what stands already has rows or dwellers that this run does not look at
  if (!all)
    await db.run('delete from implied where id in (select id from entity_state) and id not in (select id from scope)');
  await finish('dwelling');
  for (const kind of ['building', 'compound', 'household', 'place', 'component'] as const) {
    onPhase?.(kind);
    await gather(kind);
    await finish(kind);
  }
  onPhase?.('links');
  await relateEntities(db, options.sources, all);
}

/** Homes that someone lives in without any row about them. */
async function implyHomes(db: DuckDBConnection): Promise<void> {
  await db.run(
    `insert into implied select distinct d.id, 'dwelling', d.key from home h join door d on d.id = h.dwelling`,
  );
}

/** The buildings that homes stand in and the compounds they are part of, whether or not a survey names them. */
async function implyBuildings(db: DuckDBConnection): Promise<void> {
  await runStatements(db, [
    `create or replace table standing_here as
     select d.* from door d semi join (select entity as id from s_dwelling union select id from implied) n on n.id = d.id`,
    `insert into implied select distinct building, 'building', building_key from standing_here where building is not null`,
    `insert into implied select distinct compound, 'compound', compound_key from standing_here where compound is not null`,
    'drop table standing_here',
  ]);
}

/** Homes whose area has changed with their building's grid, and who lives or sits there, are looked at too. */
async function followMoves(db: DuckDBConnection): Promise<void> {
  await runStatements(db, [
    `create or replace table shifted as select s.id, s.kind from entity_state s join door d on d.id = s.id
     where s.kind = 'dwelling' and s.area <> d.area and s.merged_into is null`,
    `insert into shifted select s.id, s.kind from entity_state s
     semi join (select from_entity from link_state l semi join shifted h on h.id = l.to_entity
       where relation in ('lives_in', 'seated_at')) l on l.from_entity = s.id`,
    'insert into scope select id, kind from shifted anti join scope using (id)',
    'drop table shifted',
  ]);
}

/** Homes that somebody has moved into are looked at too: they may have been told to be empty. */
async function followSettlers(db: DuckDBConnection): Promise<void> {
  await db.run(`insert into scope
    select distinct h.dwelling, 'dwelling' from home h
    anti join link_state l on l.from_entity = h.entity and l.to_entity = h.dwelling and l.relation in ('lives_in', 'seated_at')
    where h.dwelling not in (select id from scope)`);
}
