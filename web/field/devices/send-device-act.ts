import type { Text } from '../../kit/text.ts';
import type { Worker } from '../app/worker.ts';
import type { DeviceBody, DeviceItem } from '../outbox/outbox-item.ts';
import { enqueueItem } from '../store/dexie-outbox.ts';
import type { DeviceWork } from './device-form.tsx';

/** The device an act is done on: of one that was scanned without network only the code is known. */
export type ActedDevice = { id: number | null; code: string; name: string };

export const ACT_NAMES: Record<DeviceItem['act'], Text> = {
  mount: { zh: '安装设备', en: 'Mount a device' },
  replace: { zh: '更换设备', en: 'Replace a device' },
  unmount: { zh: '拆除设备', en: 'Take a device down' },
};

/**
 * Puts an act on a device into the outbox; with a network it leaves within the same second. Acts on one device leave in
 * the order in which they were made.
 * @returns the id of the item
 */
export async function sendDeviceAct(
  worker: Worker,
  device: ActedDevice,
  act: DeviceItem['act'],
  { body, photos }: DeviceWork,
): Promise<string> {
  const id = crypto.randomUUID();
  const said = Object.entries(body).filter((entry) => entry[1] !== undefined && entry[1] !== '');
  await enqueueItem({
    id,
    kind: 'device',
    act,
    device: device.id,
    lane: `device:${device.code}`,
    account: worker.account,
    post: worker.post?.id ?? null,
    label: ACT_NAMES[act],
    subject: device.name === device.code ? device.code : `${device.name} · ${device.code}`,
    files: photos,
    body: { ...(Object.fromEntries(said) as DeviceBody), ...(device.id === null && { code: device.code }) },
  });
  worker.push();
  return id;
}
