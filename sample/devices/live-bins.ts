import type { Values } from '../../platform/devices/intake/intake-types.ts';
import { createRandom } from '../random.ts';

const HOUR_MS = 3_600_000;
/** So many days a bin has behind it: what is to be foreseen must have been seen. */
export const BIN_PAST_DAYS = 30;
const SENSOR_STEP_HOURS = 4;

/** Percent that a bin gains a day, its own for ever: most a quarter, some at markets twice that. */
export function paceOf(device: number): number {
  return Math.min(75, Math.max(8, createRandom(device).logNormal(26, 0.45)));
}

/**
 * What a bin said in the weeks before those that every device has lived, in order of time; nothing for other devices.
 * Carts come before dawn, to full bins likelier than to empty ones, and pass over some that then overflow.
 * @param device its number, which decides how it lives
 * @param until ms; the past ends before it
 */
export function liveBinPast(profile: string, device: number, until: number): [at: number, values: Values][] {
  const from = until - (BIN_PAST_DAYS - 2) * 24 * HOUR_MS;
  if (profile === 'bin-sensor') return sensorPast(device, from, until);
  if (profile === 'bin-camera') return cameraPast(device, from, until);
  return [];
}

function sensorPast(device: number, from: number, until: number): [number, Values][] {
  const random = createRandom(device + 1_000_000);
  const pace = paceOf(device);
  const battery = random.int(40, 100);
  const readings: [number, Values][] = [];
  let fill = random.int(0, 50);
  for (let at = from + random.int(0, SENSOR_STEP_HOURS * 60) * 60_000; at < until; at += SENSOR_STEP_HOURS * HOUR_MS) {
    const hour = (at / HOUR_MS + 8) % 24;
    fill = fillAfter(fill, pace, hour, random.next());
    if (hour >= 4 && hour < 8 && random.chance(fill > 55 ? 0.75 : 0.15)) fill = random.int(0, 5);
    readings.push([at, { fill: Math.round(fill), temperature: 14, battery }]);
  }
  return readings;
}

/** What four hours add: little at night, most in the evening; `luck` in [0, 1). */
export function fillAfter(fill: number, pace: number, hour: number, luck: number): number {
  const crowd = hour < 7 ? 0.4 : hour < 15 ? 1 : 1.4;
  return Math.min(100, fill + (pace / 6) * crowd * (0.5 + luck));
}

function cameraPast(device: number, from: number, until: number): [number, Values][] {
  const random = createRandom(device + 1_000_000);
  const usual = random.logNormal(30, 0.4);
  const readings: [number, Values][] = [[from, { overflow: false, litter: false }]];
  for (let at = from; ; ) {
    const full = at + random.logNormal(usual, 0.35) * HOUR_MS;
    const emptied = full + random.int(60, 300) * 60_000;
    if (emptied >= until) return readings;
    readings.push([Math.round(full), { overflow: true, litter: random.chance(0.3) }]);
    readings.push([emptied - (emptied % 60_000), { overflow: false, litter: false }]);
    at = emptied;
  }
}
