import { type Actor, areaOf } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import type { Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import type { Place } from './lay-thresholds.ts';
import type { ScopeQuery } from './trial-schemas.ts';

/** More devices than any district has of one kind. */
const MOST_DEVICES = 20_000;

export type Scope = {
  place: Place;
  area: string;
  profile: LoadedProfile;
  devices: KnownDevice[];
  names: ReadonlyMap<number, string>;
};

/**
 * The devices that a look at rules is about: one, or all of a profile within an area, as far as they lie in sight.
 * @throws Problem 404 where there is no such device, area or profile in sight
 */
export async function findScope(ctx: Context, actor: Actor, devices: Devices, query: ScopeQuery): Promise<Scope> {
  const { device, within = areaOf(actor), profile } = query;
  const rows = await withActor(ctx.pool, actor, async (_db, client) => {
    const known =
      device === undefined
        ? await client.query<{ id: number; name: string }>(
            `select id, name from device where profile = $1 and area >= $2 and area < $3 and admin = 'active' order by id limit $4`,
            [profile ?? '', within, `${within}:`, MOST_DEVICES],
          )
        : await client.query<{ id: number; name: string }>('select id, name from device where id = $1', [device]);
    return known.rows;
  });
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const ids = rows.map(({ id }) => id);
  const known = await devices.book.byIds(ids);
  const list = ids.flatMap((id) => known.get(id) ?? []);
  const first = list[0];
  if (!first) throw notFound({ zh: '这类设备', en: 'Such a device' });
  if (device !== undefined)
    return { place: { device }, area: first.area, profile: first.profile, devices: list, names };
  const inside = within.startsWith(areaOf(actor)) && (await ctx.caches.areas.get(within));
  if (!inside) throw notFound({ zh: '该区域', en: 'The area' });
  return { place: { area: within }, area: within, profile: first.profile, devices: list, names };
}
