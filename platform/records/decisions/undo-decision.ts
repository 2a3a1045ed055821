import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import { recordEvent } from '../../audit/record-event.ts';
import { withSystem } from '../../db/with-actor.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { ENTITIES_LOCK } from '../entities/prepare-state.ts';
import type { Cause } from '../entities/write-run.ts';
import type { RecordsContext } from '../records-context.ts';
import { changeEntities } from './change-entities.ts';
import type { Decided } from './decide.ts';
import { inTurn } from './in-turn.ts';
import { columnsOf, unpinRows } from './keep-pins.ts';
import { requireSight } from './lock-entities.ts';
import type { DecisionData, Placed } from './wanted.ts';

type Row = {
  id: number;
  kind: 'merge' | 'split' | 'correct' | 'same' | 'differ';
  entities: number[];
  data: DecisionData;
  undone_at: Date | null;
};

const CAUSES: Record<Row['kind'], Cause['cause']> = {
  merge: 'split',
  same: 'split',
  split: 'merge',
  differ: 'run',
  correct: 'correction',
};

/**
 * Takes a decision back: its pins go (an earlier decision that still holds pins again), rows that are still where it
 * put them return to where they were, and the entities are worked out anew.
 * @throws Problem 404 when it is not there or its entities are out of sight, 409 when it was undone before
 */
export async function undoDecision(ctx: RecordsContext, actor: Actor, decision: number): Promise<Decided> {
  const named = await withSystem(ctx.pool, (_db, client) => readDecision(client, decision));
  await requireSight(ctx, actor, named.entities);
  return inTurn(() =>
    withSystem(ctx.pool, async (db, client) => {
      await client.query(`select pg_advisory_xact_lock(${ENTITIES_LOCK})`);
      const row = await readDecision(client, decision);
      await client.query('update decision set undone_at = clock_timestamp() where id = $1', [decision]);
      const entities = await takeBack(ctx, client, row);
      await recordEvent(db, actor, {
        kind: 'record-undo',
        subject: `entity:${row.entities[0]}`,
        data: { decision, of: row.kind, entities: row.entities },
      });
      return { decision, entities };
    }),
  );
}

async function readDecision(client: pg.ClientBase, id: number): Promise<Row> {
  const { rows } = await client.query<Row>('select id, kind, entities, data, undone_at from decision where id = $1', [
    id,
  ]);
  const [row] = rows;
  if (!row) throw notFound({ zh: '该决定', en: 'The decision' });
  if (row.undone_at)
    throw new Problem(409, 'record.undone', { zh: '该决定已被撤销。', en: 'This decision was undone already.' });
  return row;
}

async function takeBack(ctx: RecordsContext, client: pg.ClientBase, row: Row): Promise<number[]> {
  const { pins = [], before = [] } = row.data;
  if (pins.length > 0) await unpinRows(client, row.id);
  const moves = await findReturns(client, pins, before);
  const touched = new Set([...row.entities, ...moves.map(([, , entity]) => entity)]);
  const { rows: there } = await client.query<{ id: number; kind: string; merged_into: number | null; rows: number }>(
    'select id, kind, merged_into from entity where id = any($1)',
    [[...touched]],
  );
  const kind = there[0]?.kind as string;
  const live = new Set(moves.map(([, , entity]) => entity));
  // an entity that a split had made and that is empty now points to where its rows came from
  const retired = new Map<number, number>();
  if (row.kind === 'split') {
    const [from, made] = row.entities as [number, number];
    if (!(await hasRows(client, made, moves))) retired.set(made, from);
  }
  // what another decision has merged away stays where it is
  const ids = [...touched].filter((id) => live.has(id) || there.find((each) => each.id === id)?.merged_into === null);
  if (ids.length === 0) return [];
  await changeEntities(ctx, client, {
    ids: ids.map((id) => ({ id, kind })),
    moves,
    retired,
    cause: { cause: CAUSES[row.kind], decision: row.id },
  });
  return ids;
}

/** Rows that are still where the decision put them, with where they go: to an earlier pin, else to where they were. */
async function findReturns(
  client: pg.ClientBase,
  pins: readonly Placed[],
  before: readonly Placed[],
): Promise<Placed[]> {
  if (pins.length === 0) return [];
  const was = new Map(before.map(([record, part, entity]) => [record * 8 + part, entity]));
  const [records, parts, entities] = columnsOf(pins);
  const { rows } = await client.query<{ record: number; part: number; entity: number; pinned: number | null }>(
    `select r.record, r.part, r.entity, p.entity as pinned
     from unnest($1::bigint[], $2::smallint[], $3::bigint[]) as d (record, part, entity)
     join record_entity r on r.record = d.record and r.part = d.part and r.entity = d.entity
     left join pin p on p.record = r.record and p.part = r.part`,
    [records, parts, entities],
  );
  return rows.flatMap(({ record, part, entity, pinned }): Placed[] => {
    const to = pinned ?? was.get(record * 8 + part) ?? entity;
    return to === entity ? [] : [[record, part, to]];
  });
}

async function hasRows(client: pg.ClientBase, entity: number, moves: readonly Placed[]): Promise<boolean> {
  const gone = new Set(moves.map(([record, part]) => record * 8 + part));
  const { rows } = await client.query<{ mention: number }>(
    'select record * 8 + part as mention from record_entity where entity = $1',
    [entity],
  );
  return rows.some(({ mention }) => !gone.has(mention));
}
