import type { Actor } from '../../access/actor.ts';
import type { CaseRecord } from '../../cases/case-record.ts';
import { getCase } from '../../cases/read-case.ts';
import type { Db } from '../../db/with-actor.ts';
import { Problem } from '../../http/problem.ts';

/**
 * The open case that a look or a comparison is for. It must be in the hands of the actor's post: its turn, or work that
 * was asked of it; the desk of a department stands for all posts of its unit.
 * @param db as the actor
 * @throws Problem 404 out of sight, 409 where the case is closed or in other hands
 */
export async function findHeldCase(db: Db, actor: Actor, number: string): Promise<CaseRecord> {
  const row = await getCase(db, number);
  if (!row.open || !(await isHeld(db, actor, row)))
    throw new Problem(409, 'case.not-yours', {
      zh: '该案卷已办结，或不在您的岗位手中，不能据此查询。',
      en: 'The case is closed or not in the hands of your post; it cannot be the ground of a look.',
    });
  return row;
}

async function isHeld(db: Db, actor: Actor, row: CaseRecord): Promise<boolean> {
  if (actor.kind !== 'staff') return false;
  const { post } = actor;
  if (row.owner_post === post.id || (row.owner_post !== null && row.handler_post === post.id)) return true;
  if (post.role === 'department_desk' && row.unit === post.organisation && row.owner_post !== null) return true;
  const help = await db
    .selectFrom('assist')
    .select('id')
    .where('case_id', '=', row.id)
    .where('post', '=', post.id)
    .where('state', 'in', ['asked', 'agreed', 'arrived'])
    .executeTakeFirst();
  return help !== undefined;
}
