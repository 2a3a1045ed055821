import type { Db } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import type { EntityRow } from './find-entity.ts';

/** What an entity said before: the fields that a run or a decision changed, with what they were and what they became. */
export type PastChange = {
  id: number;
  at: string;
  cause: string;
  decision: number | null;
  fields: { field: string; before: unknown; after: unknown }[];
};
export type PastDecision = {
  id: number;
  kind: string;
  at: string;
  reason: string;
  by: Sentence;
  caseId: number | null;
  undoneAt: string | null;
  entities: number[];
};

const MOST = 50;

/** The changes and decisions of an entity, newest first. @param db as the reader, who has seen the entity */
export async function readHistory(
  ctx: Context,
  db: Db,
  row: EntityRow,
): Promise<{ changes: PastChange[]; decisions: PastDecision[] }> {
  const past = await db
    .selectFrom('entity_past')
    .select(['id', 'at', 'cause', 'decision', 'fields'])
    .where('entity', '=', row.id)
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  const changes: PastChange[] = [];
  let after: Record<string, unknown> = row.fields;
  for (const { id, at, cause, decision, fields } of past) {
    const before = fields as Record<string, unknown>;
    changes.push({ id, at: at.toISOString(), cause, decision, fields: differences(before, after) });
    after = before;
  }
  const made = await db
    .selectFrom('decision')
    .select(['id', 'kind', 'at', 'reason', 'post', 'case_id', 'undone_at', 'entities'])
    .where('entities', '@>', [[row.id]] as never)
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  const decisions = await Promise.all(
    made.map(async ({ id, kind, at, reason, post, case_id, undone_at, entities }) => ({
      id,
      kind,
      at: at.toISOString(),
      reason,
      by: await postName(ctx, post),
      caseId: case_id,
      undoneAt: undone_at?.toISOString() ?? null,
      entities: entities.map(Number),
    })),
  );
  return { changes, decisions };
}

/** Names a post for the trail; a person's name is nobody's business here. */
export async function postName(ctx: Context, post: number | null): Promise<Sentence> {
  if (post === null) return { zh: '本人或系统', en: 'the person or the system' };
  const name = (await ctx.caches.posts.get(post))?.name ?? String(post);
  return { zh: name, en: name };
}

function differences(before: Record<string, unknown>, after: Record<string, unknown>) {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return fields
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}
