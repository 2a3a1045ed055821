import type pg from 'pg';

/** Open questions that a decision has answered; what lies with a case is settled by its answer. */
export async function settleDoubts(
  client: pg.ClientBase,
  of: { entities: readonly number[]; kind: 'link' } | { entity: number; kind: 'conflict'; field: string },
): Promise<void> {
  const settled = `update doubt set state = 'dropped', note = 'decided', answered_at = now() where state = 'open'`;
  if (of.kind === 'link') await client.query(`${settled} and kind = 'link' and entities <@ $1`, [of.entities]);
  else await client.query(`${settled} and kind = 'conflict' and entities = $1 and field = $2`, [[of.entity], of.field]);
}
