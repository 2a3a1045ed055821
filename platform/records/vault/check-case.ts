import type { Actor } from '../../access/actor.ts';
import { caseIdOf, caseNumber } from '../../cases/case-number.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { forbidden, Problem } from '../../http/problem.ts';
import { getVault, noVault, type Vault } from './read-vaults.ts';

export type Holder = Extract<Actor, { kind: 'staff' }>;

/**
 * The register for somebody who may use it: a post of the department that owns it.
 * @throws Problem 404 for everybody else, as if there were none
 */
export async function ownedVault(ctx: Context, actor: Actor, code: string): Promise<{ vault: Vault; holder: Holder }> {
  const vault = getVault(code);
  if (actor.kind !== 'staff') throw forbidden();
  if (!(await owns(ctx, actor, vault))) throw noVault();
  return { vault, holder: actor };
}

export async function owns(ctx: Context, actor: Holder, vault: Vault): Promise<boolean> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<{ code: string }>('select code from organisation where id = $1', [actor.post.organisation]),
  );
  return rows[0]?.code === vault.owner;
}

/**
 * The case that gives the reason: open, and in the hands of the actor's department now.
 * @returns its id
 * @throws Problem 403 where it is not, whatever stands in the register
 */
export async function checkNamedCase(ctx: Context, actor: Holder, number: string): Promise<number> {
  const id = caseIdOf(number);
  const row = await withActor(ctx.pool, actor, async (_db, client) => {
    const { rows } = await client.query<{ opened_at: Date; open: boolean; unit: number | null }>(
      'select opened_at, open, unit from cases where id = $1',
      [id ?? 0],
    );
    return rows[0];
  });
  if (
    id === undefined ||
    !row?.open ||
    row.unit !== actor.post.organisation ||
    caseNumber(id, row.opened_at) !== number
  )
    throw new Problem(403, 'vault.case', {
      zh: '请填写本部门正在办理的案卷编号；没有在办案卷不能查询名册。',
      en: 'Name an open case that your department holds now; without one the register cannot be asked.',
    });
  return id;
}
