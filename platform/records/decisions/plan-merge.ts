import type pg from 'pg';
import { Problem } from '../../http/problem.ts';
import type { RecordsContext } from '../records-context.ts';
import { changeEntities } from './change-entities.ts';
import type { Plan } from './decide.ts';
import { pinRows, readPlaced } from './keep-pins.ts';
import { lockEntities } from './lock-entities.ts';
import { settleDoubts } from './settle-doubts.ts';
import type { Placed, Wanted } from './wanted.ts';

/** Kinds that linkage finds; the others are what their key says, and cannot be one or two by decision. */
export const LINKED_KINDS: readonly string[] = ['person', 'organisation'];

/**
 * Two entities are one: all rows are pinned to the first (for an answer from a door, the older one), the others point
 * to it. Or they are two: each row is pinned where it is, so that no run joins them.
 */
export async function planMerge(
  ctx: RecordsContext,
  client: pg.ClientBase,
  wanted: Extract<Wanted, { kind: 'merge' | 'same' | 'differ' }>,
): Promise<Plan> {
  const entities = await lockEntities(client, wanted.entities);
  const ids = entities.map(({ id }) => id);
  if (new Set(ids).size < 2 || new Set(ids).size < ids.length) throw twice();
  if (new Set(entities.map(({ kind }) => kind)).size > 1 || !LINKED_KINDS.includes(entities[0]?.kind ?? ''))
    throw new Problem(422, 'record.not-linked', {
      zh: '只有两个人员或两个组织之间可以合并或区分。',
      en: 'Only people with people and organisations with organisations can be merged or told apart.',
    });
  const before = await readPlaced(client, ids);
  const keep = wanted.kind === 'merge' ? (ids[0] as number) : Math.min(...ids);
  const one = wanted.kind !== 'differ';
  const pins = before.map(([record, part, entity]): Placed => [record, part, one ? keep : entity]);
  return {
    entities: ids,
    area: entities[0]?.area ?? ctx.config.district,
    data: { pins, before },
    async carryOut(decision) {
      await pinRows(client, decision, pins);
      await settleDoubts(client, { kind: 'link', entities: ids });
      if (!one) return ids;
      await changeEntities(ctx, client, {
        ids: entities,
        moves: pins.filter(([, , entity], i) => entity !== before[i]?.[2]),
        retired: new Map(ids.filter((id) => id !== keep).map((id) => [id, keep])),
        cause: { cause: 'merge', decision },
      });
      return ids;
    },
  };
}

function twice(): Problem {
  return new Problem(422, 'record.two-needed', {
    zh: '请选择两个不同的对象。',
    en: 'Choose two different entities.',
  });
}
