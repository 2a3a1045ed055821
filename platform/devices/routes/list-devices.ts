import type { Actor } from '../../access/actor.ts';
import { withActor } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import type { DeviceQuery, DeviceRow } from './device-schemas.ts';

export const ROW = `d.id, d.code, d.name, d.profile, p.declaration -> 'name' as "profileName", d.area, d.place, d.lon, d.lat, d.admin,
    coalesce(s.link, 'unknown') as link, s.heard_at as "heardAt",
    (select count(*)::int from alarm a where a.device = d.id and a.active) as alarms`;
export const FROM = `from device d join device_profile p on p.key = d.profile left join device_state s on s.device = d.id`;

/** Devices within sight, in the order in which they were registered. */
export async function listDevices(
  ctx: Context,
  actor: Actor,
  query: DeviceQuery,
): Promise<{ rows: DeviceRow[]; next: number | null }> {
  const values: unknown[] = [];
  const parts = [`d.admin <> 'retired'`];
  const p = (value: unknown) => `$${values.push(value)}`;
  if (query.within) parts.push(`d.area >= ${p(query.within)} and d.area < ${p(`${query.within}:`)}`);
  if (query.profile) parts.push(`d.profile = ${p(query.profile)}`);
  if (query.link) parts.push(`coalesce(s.link, 'unknown') = ${p(query.link)}`);
  if (query.alarm !== undefined)
    parts.push(`${query.alarm ? '' : 'not '}exists (select from alarm a where a.device = d.id and a.active)`);
  if (query.issue)
    parts.push(
      `exists (select from device_issue i where i.device = d.id and i.healed_at is null and ${p(query.issue)} in ('any', i.kind))`,
    );
  if (query.model !== undefined)
    parts.push(`coalesce(d.maker, '') || '/' || coalesce(d.model, '') = ${p(query.model)}`);
  const words = query.q?.trim();
  if (words) {
    const like = p(`%${words.replace(/[\\%_]/g, '\\$&')}%`);
    parts.push(`(d.code ilike ${like} or d.name ilike ${like} or d.place ilike ${like})`);
  }
  if (query.cursor) parts.push(`d.id > ${p(query.cursor)}`);
  const limit = query.limit ?? 50;
  const { rows } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query<Omit<DeviceRow, 'heardAt'> & { heardAt: Date | null }>(
      `select ${ROW} ${FROM} where ${parts.join(' and ')} order by d.id limit ${limit + 1}`,
      values,
    ),
  );
  const page = rows.slice(0, limit).map((row) => ({ ...row, heardAt: row.heardAt?.toISOString() ?? null }));
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
