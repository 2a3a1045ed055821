import { stepDevice } from '@gewu/alarms/step-device';
import type { DeviceState, Event, Transition } from '@gewu/alarms/types';
import type { KnownDevice, Work } from './intake-types.ts';

/** A device's state in the database, and the version it had there. */
export type HeldState = { version: number; state: DeviceState };

export type Judged = {
  /** One a device of the batch: its state afterwards and what is to be noted of its messages. */
  devices: {
    device: KnownDevice;
    version: number;
    state: DeviceState;
    messages: number;
    heardAt: number | null;
    measuredAt: number | null;
  }[];
  alarms: { device: KnownDevice; heardAt: number; account: string; post: number | null; transition: Transition }[];
};

/**
 * Judges a batch of work in order of arrival: a pure function of what is held and what came, so that a batch that
 * collided with another server's is simply judged anew.
 * @param held the state of every device in the batch, by id
 */
export function judgeBatch(work: readonly Work[], held: ReadonlyMap<number, HeldState>): Judged {
  const devices = new Map<number, Judged['devices'][number]>();
  const alarms: Judged['alarms'] = [];
  for (const item of work) {
    const { device } = item;
    const before = held.get(device.id);
    if (!before) throw new Error(`the state of device ${device.id} was not read`);
    const now = devices.get(device.id) ?? { device, ...before, messages: 0, heardAt: null, measuredAt: null };
    const outcome = stepDevice(device.profile.alarms, now.state, device.attributes, eventOf(item));
    now.state = outcome.state;
    if (item.kind === 'data') {
      now.messages += 1;
      now.heardAt = Math.max(now.heardAt ?? 0, item.at);
      now.measuredAt = Math.max(now.measuredAt ?? 0, item.ts);
    }
    devices.set(device.id, now);
    const by = item.kind === 'clear' ? { account: item.account, post: item.post } : { account: 'device', post: null };
    for (const transition of outcome.transitions)
      alarms.push({
        device,
        heardAt: item.at,
        transition,
        ...(transition.by === 'person' ? by : { account: 'device', post: null }),
      });
  }
  return { devices: [...devices.values()], alarms };
}

function eventOf(work: Work): Event {
  if (work.kind === 'data') return { kind: 'data', at: work.at, ts: work.ts, values: work.values };
  if (work.kind === 'clear') return { kind: 'clear', at: work.at, type: work.type, channel: work.channel };
  return { kind: work.kind, at: work.at };
}
