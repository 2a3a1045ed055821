import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { BatteryQuery, BatteryRow } from './care-schemas.ts';

/** Batteries within sight that will be empty within so many days, or are low already; the next to be empty first. */
export async function listBatteries(ctx: Context, actor: Actor, query: BatteryQuery): Promise<BatteryRow[]> {
  const values: unknown[] = [query.days ?? 30];
  const parts = [`d.admin = 'active'`];
  const p = (value: unknown) => `$${values.push(value)}`;
  if (query.within) parts.push(`d.area >= ${p(query.within)} and d.area < ${p(`${query.within}:`)}`);
  if (query.profile) parts.push(`d.profile = ${p(query.profile)}`);
  const low = `(c.battery_left is null and c.battery_level is not null and
         exists (select from device_issue i where i.device = d.id and i.kind = 'battery' and i.healed_at is null))`;
  const which =
    query.over === undefined
      ? `(c.battery_left <= $1 or ${low})`
      : `c.battery_left <= $1 + 0.0001 and c.battery_left ${query.over > 0 ? '>' : '>='} ${p(query.over)}::real`;
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<BatteryRow>(
      `select d.id as device, d.name as "deviceName", t.declaration -> 'name' as "profileName", d.area, d.place,
         c.battery_level as level, c.battery_slope as slope, c.battery_left as "left"
       from device_care c join device d on d.id = c.device join device_profile t on t.key = d.profile
       where ${parts.join(' and ')} and ${which}
       order by coalesce(c.battery_left, c.battery_level), d.id limit ${query.limit ?? 200}`,
      values,
    ),
  );
  return rows;
}
