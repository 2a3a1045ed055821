import type { DuckDBConnection } from '@duckdb/node-api';
import type { Base, Kind } from '../sources/declaration.ts';
import { PROVISIONAL } from './link-kind.ts';
import { runStatements } from './run-statements.ts';

export type PlaceOptions = {
  base: Base;
  full: boolean;
  /** The first of the ids that stand for the provisional ones; those of the kinds follow each other. */
  firstId: Partial<Record<Kind, number>>;
  retired: ReadonlyMap<number, number>;
};

/**
 * Says which entity each mention belongs to now. Leaves
 *
 * - `moved` (mention, kind, entity, was): mentions that are new or have changed their entity
 * - `dropped` (mention, kind, was): parts that their row no longer has; what vanished with its whole row keeps its entity
 * - `retired` (id, heir), `scope` (id, kind): entities that must be looked at again; with `full` nobody asks it
 *
 * and brings `placed` (mention, entity) up to date. Needs `clusters_<kind>` of the linked kinds, `changed`, `row_state`.
 */
export async function placeMentions(db: DuckDBConnection, options: PlaceOptions): Promise<void> {
  const { base, full } = options;
  const kinds = Object.keys(base.kinds) as Kind[];
  await runStatements(db, [
    'create or replace table retired (id bigint, heir bigint)',
    'create or replace table moved (mention bigint, kind varchar, entity bigint, was bigint)',
  ]);
  await fillRetired(db, options.retired);
  for (const kind of kinds) {
    const first = options.firstId[kind];
    const now = base.kinds[kind].linked
      ? `select mention, case when entity >= ${PROVISIONAL} then entity - ${PROVISIONAL} + ${first ?? 0} else entity end as entity from clusters_${kind}`
      : `select m.mention, k.id as entity from m_${kind} m join keys k on k.key = m.key
         ${full ? '' : `semi join changed c on c.mention = m.mention`}`;
    if (!base.kinds[kind].linked)
      await db.run(`create or replace table keys as
        select key, keyed_id('${kind}', key) as id from (select distinct m.key from m_${kind} m
          ${full ? '' : `semi join changed c on c.mention = m.mention`})`);
    await db.run(`insert into moved
      select n.mention, '${kind}', n.entity, p.entity from (${now}) n left join placed p on p.mention = n.mention
      where p.entity is distinct from n.entity`);
  }
  await runStatements(db, [
    // rows that have vanished follow their entity, so that they find it again when they come back
    `insert into moved select p.mention, null, r.heir, p.entity from placed p join retired r on r.id = p.entity
     anti join moved m on m.mention = p.mention`,
    `create or replace table dropped as
     select c.mention, any_value(c.kind) as kind, any_value(p.entity) as was from changed c join placed p on p.mention = c.mention
     join row_state r on r.record = c.mention >> 3 where c.gone and not r.gone group by c.mention`,
    `create or replace table scope as
     with touched as (
       select p.entity as id, c.kind from changed c join placed p on p.mention = c.mention
       union select entity, kind from moved where kind is not null
       union select was, kind from moved where was is not null and kind is not null
       union select was, kind from dropped)
     select distinct id, kind from touched`,
    'delete from placed where mention in (select mention from moved) or mention in (select mention from dropped)',
    'insert into placed select mention, entity from moved',
  ]);
}

async function fillRetired(db: DuckDBConnection, retired: ReadonlyMap<number, number>): Promise<void> {
  const appender = await db.createAppender('retired', 'main', 'scratch');
  for (const [id, heir] of retired) {
    appender.appendBigInt(BigInt(id));
    appender.appendBigInt(BigInt(heir));
    appender.endRow();
  }
  appender.closeSync();
}
