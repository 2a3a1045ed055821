import type pg from 'pg';
import { type Actor, areaOf } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { BY_HAND } from './place-new.ts';
import { rematchDevice } from './write-places.ts';

export type PlaceChange = { lon?: number; lat?: number; place?: string; area?: string | null; post?: number | null };

/**
 * Follows a change of what is known of a device's place: a person's choice of area or post is kept, anything else is
 * matched anew.
 * @throws Problem 422 where the area or the post is none of one's own
 */
export async function changePlace(
  ctx: Context,
  client: pg.ClientBase,
  actor: Actor,
  id: number,
  { area, post, lon, lat, place }: PlaceChange,
): Promise<void> {
  if (typeof area === 'string') {
    if (!area.startsWith(areaOf(actor)) || !(await ctx.caches.areas.get(area)))
      throw new Problem(422, 'device.place', { zh: '请选择辖区内的区域。', en: 'Choose an area inside your own.' });
    await client.query(`update device set area = $2, placed_by = 'hand', why = $3 where id = $1`, [
      id,
      area,
      JSON.stringify(BY_HAND),
    ]);
  }
  if (area === null) await client.query(`update device set placed_by = 'none' where id = $1`, [id]);
  if (area === null || [lon, lat, place].some((fact) => fact !== undefined)) await rematchDevice(ctx, client, id);
  if (post === undefined) return;
  const chosen = post === null ? undefined : await ctx.caches.posts.get(post);
  if (post !== null && !chosen?.area.startsWith(areaOf(actor)))
    throw new Problem(422, 'device.post', { zh: '请选择辖区内的岗位。', en: 'Choose a post inside your own area.' });
  await client.query('update device set post = $2 where id = $1', [id, post]);
}
