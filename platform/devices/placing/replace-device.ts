import type pg from 'pg';
import type { Actor } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import type { Devices } from '../intake/create-devices.ts';
import { endAlarms } from './end-alarms.ts';
import { findScanned } from './find-mountable.ts';
import { type Held, keepAct } from './keep-act.ts';
import type { DeviceReceipt, ReplaceBody } from './mount-schemas.ts';

/**
 * A new device takes the place of an old one: it keeps place, people called, thresholds and who answers; the old one is
 * retired and points to it. A code that nobody knows yet is registered as the same kind, spoken for as the old one was.
 * @throws Problem 404 out of sight; 422 where the new device is none that could hang there
 */
export async function replaceDevice(
  ctx: Context,
  devices: Devices,
  actor: Actor,
  id: number,
  body: ReplaceBody,
): Promise<DeviceReceipt> {
  const scanned = (await findScanned(ctx, actor, body.code)).device;
  const receipt = await keepAct(ctx, actor, id, 'replace', body, async (client, old) => {
    const fresh = scanned?.id ?? (await enrol(client, old, body.code));
    if (fresh === undefined || fresh === old.id) throw unfit();
    const { rowCount } = await client.query(
      `select from device where id = $1 and profile = $2 and mounted_at is null and admin <> 'retired' for update`,
      [fresh, old.profile],
    );
    if (!rowCount) throw unfit();
    await handOver(client, old.id, fresh);
    return { other: fresh, data: { code: body.code } };
  });
  await endAlarms(ctx, devices, actor, id);
  return receipt;
}

const unfit = () =>
  new Problem(422, 'device.unfit', {
    zh: '新设备须是同一类型、尚未安装的设备。',
    en: 'The new device must be of the same kind and not mounted yet.',
  });

/** @returns undefined where the code belongs to a device out of sight */
async function enrol(client: pg.ClientBase, old: Held, code: string): Promise<number | undefined> {
  const { rows } = await client.query<{ id: number }>(
    `insert into device (code, name, profile, area, parent, organisation, maker, model)
     select $2, name, profile, area, parent, organisation, maker, model from device where id = $1
     on conflict (code) do nothing returning id`,
    [old.id, code],
  );
  await client.query('delete from device_claim where code = $1', [code]);
  return rows[0]?.id;
}

async function handOver(client: pg.ClientBase, old: number, fresh: number): Promise<void> {
  await client.query(
    `update device n set name = o.name, area = o.area, lon = o.lon, lat = o.lat, place = o.place, building = o.building,
       anchor = o.anchor, said_area = o.said_area, placed_by = o.placed_by, why = o.why, post = o.post,
       parent = coalesce(n.parent, o.parent), organisation = coalesce(n.organisation, o.organisation),
       admin = 'active', mounted_at = now(), changed_at = now()
     from device o where o.id = $1 and n.id = $2`,
    [old, fresh],
  );
  await client.query(
    `insert into device_contact (device, account, role, added_by, added_at, confirmed_at)
     select $2, account, role, added_by, added_at, confirmed_at from device_contact where device = $1 on conflict do nothing`,
    [old, fresh],
  );
  await client.query(
    `insert into device_attribute (device, scope, key, value, at)
     select $2, scope, key, value, now() from device_attribute where device = $1 and scope = 'server' and key <> 'claim'
     on conflict (device, scope, key) do nothing`,
    [old, fresh],
  );
  await client.query(
    `update device set admin = 'retired', replaced_by = $2, mounted_at = null, changed_at = now() where id = $1`,
    [old, fresh],
  );
}
