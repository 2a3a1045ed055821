import type pg from 'pg';
import { type Actor, areaOf } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import type { ChosenPlace } from './choose-place.ts';
import { placeDevices } from './place-devices.ts';

export type NewPlace = Omit<ChosenPlace, 'by'> & { by: ChosenPlace['by'] | 'hand' };
export const BY_HAND = { zh: '人工指定', en: 'Set by hand' };

/**
 * Where a device that is being registered belongs. A grid that was said, or an area more exact than what was found, is
 * a person's choice and stays; a wider area only serves until something better is known.
 * @throws Problem 422 where the place is not known or lies outside one's own area
 */
export async function placeNew(
  ctx: Context,
  client: pg.ClientBase,
  actor: Actor,
  input: { area?: string; lon?: number; lat?: number; place?: string; anchor?: string; profile: string },
): Promise<NewPlace> {
  const { rows } = await client.query<{ indoors: boolean | null }>(
    `select declaration::jsonb #> '{storm,by}' ? 'building' as indoors from device_profile where key = $1`,
    [input.profile],
  );
  const { area: said, lon = null, lat = null, place = null, anchor = null } = input;
  const facts = { lon, lat, place, anchor, said_area: said ?? null, indoors: rows[0]?.indoors ?? false };
  const [found] = (await placeDevices(ctx, client, [facts])) as [ChosenPlace];
  const chosen: NewPlace =
    said?.startsWith(found.area) && (said.length > found.area.length || (found.by === 'none' && said.length === 15))
      ? { area: said, building: found.building, by: 'hand', why: BY_HAND }
      : found;
  const known = said === undefined ? chosen.by !== 'none' : await ctx.caches.areas.get(said);
  if (!known || !chosen.area.startsWith(areaOf(actor)) || !(await ctx.caches.areas.get(chosen.area)))
    throw new Problem(422, 'device.place', {
      zh: '请给出辖区内的位置或区域。',
      en: 'Say a point or an area inside your own area.',
    });
  return chosen;
}
