import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { type EntityRow, findEntity } from '../pages/find-entity.ts';

/**
 * The person that the signed-in resident proved to be, read under the resident's own role.
 * @throws Problem 409 where they have not proved it yet
 */
export async function findOwn(ctx: Context, actor: Actor): Promise<EntityRow> {
  const own = await readOwnRow(ctx, actor);
  if (!own) throw new Problem(409, 'own.unknown', { zh: '请先核验身份。', en: 'Please confirm your identity first.' });
  return own;
}

export async function readOwnRow(ctx: Context, actor: Actor): Promise<EntityRow | undefined> {
  return withActor(ctx.pool, actor, async (db, client) => {
    const { rows } = await client.query<{ entity: number | null }>('select entity from account where id = $1', [
      actor.account,
    ]);
    const entity = rows[0]?.entity;
    return entity ? await findEntity(db, entity).catch(() => undefined) : undefined;
  });
}
