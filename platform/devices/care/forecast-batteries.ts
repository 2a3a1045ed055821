import type pg from 'pg';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { type BatteryDay, estimateBattery } from './estimate-battery.ts';

const TOGETHER = 5_000;
const DAY_MS = 86_400_000;

/**
 * Forecasts for every battery when it will be empty, from its level by day as rolled up.
 * @param client is `gewu_system`
 * @returns how many devices have a battery that was heard of
 */
export async function forecastBatteries(
  client: Pick<pg.ClientBase, 'query'>,
  profiles: Iterable<LoadedProfile>,
  now: Date,
): Promise<number> {
  const keys = [...profiles].flatMap(({ profile, health }) =>
    health.battery ? [{ profile, key: health.battery.key }] : [],
  );
  const today = Math.floor((now.getTime() + 8 * 3_600_000) / DAY_MS);
  let seen = 0;
  for (let after = 0; ; ) {
    const { rows } = await client.query<{
      device: number;
      level: number;
      days: number[] | null;
      levels: number[] | null;
    }>(
      `with due as (
         select d.id as device, k.key, (s.state #>> array['latest', k.key, 'value'])::float as level
         from device d join json_to_recordset($1) as k(profile text, key text) on k.profile = d.profile
         join device_state s on s.device = d.id
         where d.id > $2 and d.admin = 'active' and jsonb_typeof(s.state #> array['latest', k.key, 'value']) = 'number'
         order by d.id limit ${TOGETHER})
       select due.device, due.level, r.days, r.levels from due left join lateral (
         select array_agg((extract(epoch from at + interval '8 hours') / 86400)::int) as days, array_agg(sum / n) as levels
         from rollup_day where device = due.device and key = due.key and n > 0 and at > $3::timestamptz - interval '90 days') r on true
       order by due.device`,
      [JSON.stringify(keys), after, now],
    );
    const estimates = rows.map(({ device, level, days, levels }) => {
      const points = (days ?? []).map((day, i): BatteryDay => [day, levels?.[i] ?? 0]);
      const estimate = estimateBattery([...points.filter(([day]) => day !== today), [today, level]], today);
      return { device, level, slope: estimate?.slope ?? null, left: estimate?.left ?? null };
    });
    await client.query(
      `insert into device_care as c (device, battery_level, battery_slope, battery_left)
       select device, level, slope, "left" from json_to_recordset($1) as x(device int, level real, slope real, "left" real)
       on conflict (device) do update set battery_level = excluded.battery_level, battery_slope = excluded.battery_slope, battery_left = excluded.battery_left
       where (c.battery_level, c.battery_slope, c.battery_left) is distinct from (excluded.battery_level, excluded.battery_slope, excluded.battery_left)`,
      [JSON.stringify(estimates)],
    );
    seen += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < TOGETHER) return seen;
    after = last.device;
  }
}
