import { type Actor, areaOf } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { keepAct } from './keep-act.ts';
import type { DeviceReceipt, MountBody } from './mount-schemas.ts';
import { rematchDevice } from './write-places.ts';

/** A phone's position errs by a street: a device may come to lie in a neighbouring grid of one's own community. */
const ROOM = 12;

/**
 * A device hangs on the wall: where the phone stood, the address, what was scanned beside it. It takes its place from
 * them (a place set by hand stays), and is heard from now on.
 * @throws Problem 404 out of sight, 422 where the place lies outside one's own area
 */
export async function mountDevice(ctx: Context, actor: Actor, id: number, body: MountBody): Promise<DeviceReceipt> {
  const { lon, lat, place, anchor, maker, model } = body;
  return keepAct(ctx, actor, id, 'mount', body, async (client, held) => {
    await client.query(
      `update device set lon = $2, lat = $3, place = $4, anchor = $5, said_area = $6, maker = coalesce($7, maker),
         model = coalesce($8, model), admin = 'active', mounted_at = coalesce(mounted_at, now()), changed_at = now() where id = $1`,
      [id, lon ?? null, lat ?? null, place ?? null, anchor ?? null, areaOf(actor), maker ?? null, model ?? null],
    );
    await rematchDevice(ctx, client, id);
    const { rows } = await client.query<{ area: string }>('select area from device where id = $1', [id]);
    const area = rows[0]?.area ?? '';
    if (!area.startsWith(areaOf(actor).slice(0, ROOM)))
      throw new Problem(422, 'device.place', {
        zh: '这个位置不在您的辖区，请核对位置和地址。',
        en: 'This place lies outside your area: please check position and address.',
      });
    const said = Object.entries({ lon, lat, place, anchor }).filter((entry) => entry[1] !== undefined);
    return { data: { ...Object.fromEntries(said), from: held.area, to: area } };
  });
}

/**
 * The same by the code on the device: a phone without network has scanned it and knows nothing else of it.
 * @throws Problem 422 where nobody has registered the code; else as {@link mountDevice}
 */
export async function mountByCode(ctx: Context, actor: Actor, code: string, body: MountBody): Promise<DeviceReceipt> {
  const { rows } = await ctx.writer.query<{ id: number }>('select id from device where code = $1', [code]);
  if (!rows[0])
    throw new Problem(422, 'device.not-registered', {
      zh: `设备 ${code} 还没有登记，请先请后台认领。`,
      en: `Device ${code} is not registered yet: ask the desk to claim it first.`,
    });
  return mountDevice(ctx, actor, rows[0].id, body);
}
