import { type Actor, areaOf } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { AimedPackage } from './find-targets.ts';

export type SeenPackage = AimedPackage & { id: number; account: string; retired: boolean };

/**
 * A package within the actor's sight, for devices of an area that must be its own.
 * @throws Problem 404 for a package out of sight, 422 for an area that is not inside one's own or does not exist
 */
export async function seePackage(ctx: Context, actor: Actor, id: number, area: string): Promise<SeenPackage> {
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<SeenPackage>(
      `select id, kind, title, version, profile, maker, model, account, retired_at is not null as retired from device_package where id = $1`,
      [id],
    ),
  );
  if (!rows[0]) throw notFound({ zh: '升级包', en: 'The package' });
  if (!area.startsWith(areaOf(actor)) || !(await ctx.caches.areas.get(area)))
    throw new Problem(422, 'rollout.area', { zh: '请选择辖区内的区域。', en: 'Choose an area inside your own.' });
  return rows[0];
}
