import type pg from 'pg';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import type { Cause } from '../entities/write-run.ts';
import type { RecordsContext } from '../records-context.ts';
import { readBase } from '../sources/read-base.ts';
import { columnsOf } from './keep-pins.ts';
import { openSmallStore } from './open-small-store.ts';
import { resurveyEntities } from './resurvey-entities.ts';
import type { Placed } from './wanted.ts';

const base = readBase(CATALOGUE_DIR);

export type Change = {
  ids: readonly { id: number; kind: string }[];
  /** Rows that go to another entity. */
  moves: readonly Placed[];
  retired?: ReadonlyMap<number, number>;
  cause: Cause;
};

/**
 * Moves rows between entities, works the entities out anew and settles the open questions about them, in the caller's
 * transaction, which holds the lock of the entities.
 */
export async function changeEntities(
  ctx: RecordsContext,
  client: pg.ClientBase,
  { ids, moves, retired = new Map(), cause }: Change,
): Promise<void> {
  await client.query(
    `update record_entity r set entity = m.entity from unnest($1::bigint[], $2::smallint[], $3::bigint[]) as m (record, part, entity)
     where r.record = m.record and r.part = m.part`,
    columnsOf(moves),
  );
  const list = ids.map(({ id }) => id);
  const { rows } = await client.query<{ record: number }>(
    'select distinct record from record_entity where entity = any($1)',
    [list],
  );
  const records = rows.map(({ record }) => record);
  const store = await openSmallStore(ctx, client, base, records);
  try {
    await resurveyEntities(ctx, client, store, { ids, moves, retired, cause });
  } finally {
    await store.close();
  }
  await repointLinks(client, list, moves);
}

/** Who was linked to one of these entities by a row that has moved is linked to where the row is now. */
async function repointLinks(client: pg.ClientBase, ids: readonly number[], moves: readonly Placed[]): Promise<void> {
  if (moves.length === 0) return;
  const [records, , entities] = columnsOf(moves);
  await client.query(
    `with moved as (select distinct on (record) record, entity from unnest($1::bigint[], $2::bigint[]) as m (record, entity)),
     stale as (
       delete from entity_link l using moved m
       where l.record = m.record and l.to_entity = any($3) and l.to_entity <> m.entity and not l.from_entity = any($3)
       returning l.from_entity, l.relation, m.entity as to_entity, l.record, l.seen)
     insert into entity_link (from_entity, relation, to_entity, record, seen)
     select distinct on (from_entity, relation, to_entity) from_entity, relation, to_entity, record, seen from stale order by from_entity, relation, to_entity, seen desc
     on conflict (from_entity, relation, to_entity) do nothing`,
    [records, entities, ids],
  );
}
