import { freshDevice, stepDevice } from '@gewu/alarms/step-device';
import type { DeviceState, Event, Transition } from '@gewu/alarms/types';
import type { Values } from '../../platform/devices/intake/intake-types.ts';
import type { LoadedProfile } from '../../platform/devices/profiles/profile-types.ts';
import type { Random } from '../random.ts';
import type { Incident } from './incidents.ts';
import { liveBinPast, paceOf } from './live-bins.ts';
import { sayValues } from './say-values.ts';

export type LivedDevice = {
  readings: [at: number, values: Values][];
  state: DeviceState;
  transitions: Transition[];
};

const MINUTE_MS = 60_000;
export const PAST_MS = 2 * 86_400_000;
/** What speaks every five or ten minutes is kept every half hour: its past needs no more to be seen. */
const SPARSE_S = 1800;

/**
 * Lets a device live up to now: what it said, and what the rules made of the last two days of it. Bins have a longer past.
 * @param device its number
 * @param incident what happens to it, if anything does
 * @param silentFor ms since it was last heard, where it has fallen silent
 */
export function liveDevice(
  device: number,
  profile: LoadedProfile,
  incident: Incident | undefined,
  silentFor: number,
  now: number,
  random: Random,
): LivedDevice {
  const every = profile.health.interval_s * 1000;
  const step = Math.max(every, SPARSE_S * 1000);
  const begins = incident ? now - incident.ago * MINUTE_MS : Number.POSITIVE_INFINITY;
  const told = incident?.says.map(([minute, values]): [number, Values] => [begins + minute * MINUTE_MS, values]) ?? [];
  const ends = incident?.open ? now : (told.at(-1)?.[0] ?? 0);
  const readings: LivedDevice['readings'] = [];
  const past = liveBinPast(profile.profile, device, now - PAST_MS);
  let before: Values = past.at(-1)?.[1] ?? {};
  for (const at of [
    ...beats(now - silentFor - Math.floor(random.next() * every), step, now),
    ...told.map(([at]) => at),
  ].sort((a, b) => a - b)) {
    const said = sayValues(profile.profile, before, at, random, paceOf(device));
    before = said;
    // during an incident the device says what happens, also when it only reports as it does every so often
    if (at >= begins && at <= ends) for (const [since, values] of told) if (since <= at) Object.assign(said, values);
    readings.push([at, said]);
  }
  return { readings: [...past, ...readings], ...judge(profile, readings, incident, begins, now) };
}

/** Moments of regular reports, the last one first said, back to the beginning of the past that is kept. */
function beats(last: number, step: number, now: number): number[] {
  const moments: number[] = [];
  for (let at = last; at > now - PAST_MS; at -= step) moments.push(at);
  // what reports once a day or less is known at all
  return moments.length > 0 ? moments : [last];
}

function judge(
  profile: LoadedProfile,
  readings: LivedDevice['readings'],
  incident: Incident | undefined,
  begins: number,
  now: number,
): Pick<LivedDevice, 'state' | 'transitions'> {
  const events: Event[] = readings.map(([at, values]) => ({ kind: 'data', at, ts: at, values }));
  if (incident?.ended)
    events.push({ kind: 'clear', at: begins + incident.ended.minute * MINUTE_MS, type: incident.ended.type });
  events.sort((a, b) => a.at - b.at);
  let state = freshDevice();
  const transitions: Transition[] = [];
  for (const event of [...events, { kind: 'tick', at: now } as const]) {
    const outcome = stepDevice(profile.alarms, state, {}, event);
    state = outcome.state;
    transitions.push(...outcome.transitions);
  }
  return { state, transitions };
}
