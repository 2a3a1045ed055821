import type { Actor } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, Problem } from '../../http/problem.ts';
import { owns } from './check-case.ts';
import { type Approval, destroySubjects } from './destroy-subjects.ts';
import { tellTrail } from './look-in-vault.ts';
import { getVault, noVault } from './read-vaults.ts';
import { withVault } from './with-vault.ts';

/**
 * One of the two approvals. The second, by another person, destroys at once. Neither may be who asked for it, and one of
 * them stands in the department that owns the register.
 * @throws Problem 404 no such destruction · 409 decided already, or the same person again
 */
export async function approveDestruction(
  ctx: Context,
  actor: Actor,
  code: string,
  id: number,
): Promise<{ state: string }> {
  const vault = getVault(code);
  if (actor.kind !== 'staff') throw forbidden();
  const owner = await owns(ctx, actor, vault);
  if (!owner && actor.post.role !== 'manager') throw noVault();
  const complete = await withVault(ctx, code, async (client) => {
    const { rows } = await client.query<{ state: string; asked_by: string; approvals: Approval[] }>(
      'select state, asked_by, approvals from vault.destruction where id = $1 and register = $2',
      [id, code],
    );
    const found = rows[0];
    if (!found) throw noVault();
    const { approvals } = found;
    if (found.state !== 'waiting')
      throw new Problem(409, 'destruction.done', {
        zh: '已经批准并销毁。',
        en: 'It was approved and destroyed already.',
      });
    if (found.asked_by === actor.account || approvals.some((one) => one.account === actor.account))
      throw new Problem(409, 'destruction.same-person', {
        zh: '需要两位不同的人员批准，申请人不能批准。',
        en: 'Two different people must approve, and neither may be who asked for it.',
      });
    if (approvals.length > 0 && !owner && !approvals.some((one) => one.owner))
      throw new Problem(409, 'destruction.owner', {
        zh: '须有一位批准人来自名册主管部门。',
        en: 'One of the two must stand in the department that owns the register.',
      });
    approvals.push({ account: actor.account, post: actor.post.id, owner, at: new Date().toISOString() });
    const full = approvals.length >= 2;
    await client.query('update vault.destruction set approvals = $2, state = $3 where id = $1', [
      id,
      JSON.stringify(approvals),
      full ? 'destroying' : 'waiting',
    ]);
    return full;
  });
  await tellTrail(ctx, actor, 'vault-destruction-approved', code);
  if (complete) await destroySubjects(ctx, code, id);
  return { state: complete ? 'destroyed' : 'waiting' };
}
