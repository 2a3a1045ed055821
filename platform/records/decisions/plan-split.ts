import type pg from 'pg';
import { Problem } from '../../http/problem.ts';
import type { RecordsContext } from '../records-context.ts';
import { changeEntities } from './change-entities.ts';
import type { Plan } from './decide.ts';
import { pinRows, readPlaced } from './keep-pins.ts';
import { lockEntities } from './lock-entities.ts';
import { LINKED_KINDS } from './plan-merge.ts';
import type { Placed, Wanted } from './wanted.ts';

/** Some rows of an entity are another's: they get an entity of their own, and all rows of both are pinned where they are. */
export async function planSplit(
  ctx: RecordsContext,
  client: pg.ClientBase,
  wanted: Extract<Wanted, { kind: 'split' }>,
): Promise<Plan> {
  const [entity] = await lockEntities(client, [wanted.entity]);
  const { id, kind, area } = entity as NonNullable<typeof entity>;
  if (!LINKED_KINDS.includes(kind))
    throw new Problem(422, 'record.not-linked', {
      zh: '只有人员和组织可以拆分。',
      en: 'Only people and organisations can be split.',
    });
  const out = new Set(wanted.records);
  const before = await readPlaced(client, [id]);
  const taken = before.filter(([record]) => out.has(record));
  if (taken.length === 0 || taken.length === before.length)
    throw new Problem(422, 'record.split-empty', {
      zh: '请选择该对象的一部分记录，两边都须留有记录。',
      en: 'Choose some of the rows of this entity: rows must be left on both sides.',
    });
  await client.query('select pg_advisory_xact_lock(610402, 22)'); // runs take rows of ids, see link-records.ts
  const { rows } = await client.query<{ id: number }>(`select nextval('entity_id') as id`);
  const made = rows[0]?.id as number;
  const pins = before.map(([record, part]): Placed => [record, part, out.has(record) ? made : id]);
  return {
    entities: [id, made],
    area,
    data: { pins, before, records: wanted.records },
    made,
    async carryOut(decision) {
      await pinRows(client, decision, pins);
      await changeEntities(ctx, client, {
        ids: [
          { id, kind },
          { id: made, kind },
        ],
        moves: pins.filter((pin) => pin[2] === made),
        cause: { cause: 'split', decision },
      });
      return [id, made];
    },
  };
}
