import type { Actor } from '../access/actor.ts';
import { withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { notFound, Problem } from '../http/problem.ts';
import { caseIdOf } from './case-number.ts';

/**
 * "The same matter": a resident joins an open case instead of making a second. Only such cases can be joined as the
 * search near by shows. Joining twice is joining once.
 */
export async function followCase(ctx: Context, actor: Actor, number: string): Promise<void> {
  const id = caseIdOf(number);
  if (id === undefined) throw notFound({ zh: '案卷', en: 'The case' });
  await withSystem(ctx.pool, async (db) => {
    const row = await db
      .selectFrom('cases')
      .select(['open', 'confidential', 'merged_into'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row || row.confidential || row.merged_into !== null) throw notFound({ zh: '案卷', en: 'The case' });
    if (!row.open)
      throw new Problem(409, 'case.moved', {
        zh: '该案卷已办结，请重新上报。',
        en: 'That case is closed. Please report anew.',
      });
    await db
      .insertInto('follower')
      .values({ case_id: id, account: actor.account })
      .onConflict((c) => c.doNothing())
      .execute();
  });
}
