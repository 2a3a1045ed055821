import type { Actor } from '../../access/actor.ts';
import { caseNumber } from '../../cases/case-number.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { Sentence } from '../../http/problem.ts';
import { readConsumers } from '../compare/read-consumers.ts';
import { findEntity, subjectOf } from './find-entity.ts';
import { postName } from './read-history.ts';

export type Look = {
  at: string;
  by: Sentence;
  /** Fields that were unmasked; none: the page was opened, masked. */
  fields: string[];
  purpose: Sentence | null;
  case: string | null;
};

const MOST = 100;

/** Who looked at an entity: every opening of its page, every unmasked value with purpose and case; newest first. */
export async function readLooks(ctx: Context, actor: Actor, id: number): Promise<Look[]> {
  const rows = await withActor(ctx.pool, actor, async (db) => {
    await findEntity(db, id);
    return db
      .selectFrom('audit_event')
      .select(['at', 'post', 'kind', 'case_id', 'data'])
      .where('kind', 'in', ['look', 'open'])
      .where('subject', '=', subjectOf(id))
      .orderBy('id', 'desc')
      .limit(MOST)
      .execute();
  });
  const { purposes } = readConsumers();
  const numbers = await numbersOf(
    ctx,
    rows.flatMap(({ case_id }) => case_id ?? []),
  );
  return Promise.all(
    rows.map(async ({ at, post, case_id, data }) => {
      const { fields = [], purpose } = data as { fields?: string[]; purpose?: string };
      return {
        at: at.toISOString(),
        by: await postName(ctx, post),
        fields,
        purpose: purpose === undefined ? null : (purposes[purpose] ?? { zh: purpose, en: purpose }),
        case: case_id === null ? null : (numbers.get(case_id) ?? null),
      };
    }),
  );
}

/** Public numbers of cases by id. */
export async function numbersOf(ctx: Context, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await withSystem(ctx.pool, (db) =>
    db
      .selectFrom('cases')
      .select(['id', 'opened_at'])
      .where('id', 'in', [...new Set(ids)])
      .execute(),
  );
  return new Map(rows.map(({ id, opened_at }) => [id, caseNumber(id, opened_at)]));
}
