import type { Actor } from '../../access/actor.ts';
import { withActor, withSystem } from '../../db/with-actor.ts';
import type { Context } from '../../http/context.ts';
import { notFound } from '../../http/problem.ts';
import type { DeviceUpdates } from './rollout-schemas.ts';

type Update = Omit<DeviceUpdates['updates'][0], 'movedAt'> & { movedAt: Date };

/**
 * What a device says it has, and its updates, newest first. Whoever sees the device sees what is in it, also where the
 * rollout itself spans more than their area.
 * @throws Problem 404 out of sight
 */
export async function readDeviceUpdates(ctx: Context, actor: Actor, device: number): Promise<DeviceUpdates> {
  const { rowCount } = await withActor(ctx.pool, actor, (_db, client) =>
    client.query('select from device where id = $1', [device]),
  );
  if (rowCount === 0) throw notFound({ zh: '设备', en: 'The device' });
  return withSystem(ctx.pool, async (_db, client) => {
    const { rows: has } = await client.query<DeviceUpdates['has'][0]>(
      `select k.kind, s.state #>> array['latest', 'current_' || k.prefix || '_title', 'value'] as title, v.version
       from (values ('firmware', 'fw'), ('software', 'sw'), ('configuration', 'config')) as k (kind, prefix)
         join device d on d.id = $1 left join device_state s on s.device = d.id
         cross join lateral (select coalesce(s.state #>> array['latest', 'current_' || k.prefix || '_version', 'value'],
           (select a.value #>> '{}' from device_attribute a where a.device = d.id and a.scope = 'client' and a.key = k.prefix || '_version'),
           case when k.prefix = 'fw' then d.firmware end) as version) v
       where v.version is not null`,
      [device],
    );
    const { rows } = await client.query<Update>(
      `select x.rollout, json_build_object('id', p.id, 'kind', p.kind, 'title', p.title, 'version', p.version) as package,
         x.phase, x.back, x.error, x.was, x.moved_at as "movedAt"
       from rollout_device x join rollout r on r.id = x.rollout join device_package p on p.id = r.package
       where x.device = $1 order by x.rollout desc limit 10`,
      [device],
    );
    return { has, updates: rows.map((row) => ({ ...row, movedAt: row.movedAt.toISOString() })) };
  });
}
