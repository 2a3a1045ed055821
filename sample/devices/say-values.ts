import type { Values } from '../../platform/devices/intake/intake-types.ts';
import type { Random } from '../random.ts';
import { fillAfter } from './live-bins.ts';

const HOUR_MS = 3_600_000;

/**
 * What a healthy device says next: near what it said before, and as the hour of the day has it.
 * @param before its latest values; empty for the first words
 * @param at ms
 * @param pace percent a day that a bin gains
 */
export function sayValues(profile: string, before: Values, at: number, random: Random, pace: number): Values {
  const hour = (at / HOUR_MS + 8) % 24;
  const say = VOICES[profile];
  if (!say) throw new Error(`the sample has no voice for ${profile}`);
  return say({ before, hour, random, pace });
}

type Moment = { before: Values; hour: number; random: Random; pace: number };
type Voice = (moment: Moment) => Values;

const VOICES: Readonly<Record<string, Voice>> = {
  smoke: ({ before, hour, random }) => ({
    alarm: false,
    smoke: round(random.next() * 0.05, 2),
    temperature: round(warmth(hour) + 8 + random.next() * 2, 1),
    battery: drain(before, random, 0.02),
  }),
  gas: ({ before, random }) => ({
    alarm: false,
    gas: round(random.next() * 0.8, 1),
    battery: drain(before, random, 0.005),
  }),
  'sos-button': ({ before, random }) => ({ pressed: false, battery: drain(before, random, 0.02) }),
  'door-access': ({ before, hour, random }) => ({
    open: false,
    forced: false,
    method: random.weighted([
      ['phone', 5],
      ['card', 4],
      ['code', 1],
      ['button', 4],
    ]),
    openings: (number(before.openings, random.int(200, 4000)) + Math.round(random.next() * 9 * busy(hour))) % 100_000,
  }),
  'ebike-lift-camera': () => ({ ebike: false, held: false }),
  'falling-object-camera': () => ({ falling: false }),
  'illegal-parking-camera': () => ({ vehicles: 0, lane: '东侧消防通道' }),
  'security-camera': () => ({ event: 'motion', priority: 4, method: 'video' }),
  'water-leak': ({ before, random }) => ({ leak: false, tamper: false, battery: drain(before, random, 0.02) }),
  'bin-camera': () => ({ overflow: false, litter: false }),
  'bin-sensor': ({ before, hour, random, pace }) => {
    const fill = number(before.fill, random.int(5, 60));
    // carts come round before dawn, and when a bin is nearly full
    const emptied = fill > 76 || (hour >= 4 && hour < 8 && random.chance(fill > 55 ? 0.75 : 0.15));
    return {
      fill: round(emptied ? random.next() * 5 : Math.min(82, fillAfter(fill, pace, hour, random.next())), 0),
      temperature: round(warmth(hour) + random.next(), 1),
      battery: drain(before, random, 0.02),
    };
  },
  manhole: ({ before, random }) => ({
    tilt: round(random.next() * 2, 1),
    water: round(Math.max(0, number(before.water, random.int(0, 30)) + random.next() * 4 - 2), 0),
    battery: drain(before, random, 0.1),
  }),
  'water-level': ({ before, random }) => ({
    level: round(random.next() * 0.9, 1),
    battery: drain(before, random, 0.01),
  }),
  'air-quality': ({ before, hour, random }) => {
    const pm25 = drift(before.pm25, random.int(25, 70), 3, [8, 140], random);
    return {
      pm25,
      pm10: round(pm25 * (1.4 + random.next() * 0.3), 0),
      noise: round(44 + 14 * busy(hour) + random.next() * 4, 1),
      temperature: round(warmth(hour) + random.next(), 1),
      humidity: drift(before.humidity, 45, 2, [25, 85], random),
    };
  },
  gateway: ({ before, random }) => ({ uptime: number(before.uptime, random.int(90_000, 9_000_000)) + 300 }),
};

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
/** Degrees outside on a mild day. */
const warmth = (hour: number): number => 14 - 7 * Math.cos(((hour - 3) / 12) * Math.PI);
/** 0 at night, 1 when people leave and come home. */
const busy = (hour: number): number =>
  Math.max(0.05, Math.exp(-(((hour - 8) / 2.5) ** 2)) + Math.exp(-(((hour - 18.5) / 3) ** 2)));
/** Most batteries are good, some have months left, few have days. */
const drain = ({ battery }: Values, random: Random, step: number): number =>
  typeof battery === 'number'
    ? Math.max(1, round(battery - (random.chance(step) ? 1 : 0), 0))
    : random.weighted([
        [random.int(70, 100), 80],
        [random.int(30, 70), 18],
        [random.int(6, 19), 2],
      ]);
const drift = (
  value: unknown,
  otherwise: number,
  step: number,
  [low, high]: [number, number],
  random: Random,
): number => round(Math.min(high, Math.max(low, number(value, otherwise) + (random.next() * 2 - 1) * step)), 0);
