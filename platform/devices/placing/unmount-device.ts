import type { Actor } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import type { Devices } from '../intake/create-devices.ts';
import { endAlarms } from './end-alarms.ts';
import { keepAct } from './keep-act.ts';
import type { DeviceReceipt, UnmountBody } from './mount-schemas.ts';

/**
 * A device is taken down: its data are no longer taken, what it still says is over. It stays where it was in the list
 * until it is mounted again; a place set by hand is forgotten with the wall it hung on.
 * @throws Problem 404 out of sight, 409 where it does not hang anywhere
 */
export async function unmountDevice(
  ctx: Context,
  devices: Devices,
  actor: Actor,
  id: number,
  body: UnmountBody,
): Promise<DeviceReceipt> {
  const receipt = await keepAct(ctx, actor, id, 'unmount', body, async (client, held) => {
    if (held.mounted_at === null)
      throw new Problem(409, 'device.not-mounted', { zh: '这台设备没有安装。', en: 'This device is not mounted.' });
    await client.query(
      `update device set admin = 'disabled', mounted_at = null, post = null, changed_at = now(), said_area = area,
         placed_by = case placed_by when 'hand' then 'none' else placed_by end where id = $1`,
      [id],
    );
    return {};
  });
  await endAlarms(ctx, devices, actor, id);
  return receipt;
}
