import type { Values } from '../../platform/devices/intake/intake-types.ts';

export type Incident = {
  profile: string;
  /** Minutes before now at which it begins. */
  ago: number;
  /** What the device says, minutes after the beginning; in between it says the last of it again. */
  says: [minute: number, values: Values][];
  /** It still goes on: nothing that the device says of itself ends it. */
  open?: true;
  /** Minutes until somebody has seen it. */
  seen?: number;
  /** Minutes until a person ends it; where only a person can. */
  ended?: { minute: number; type: string };
  /** What it turned out to be, and after how many minutes that was known. */
  verdict?: { minute: number; is: 'true' | 'false' | 'test' };
};

const cooking = (ago: number, more: Partial<Incident>): Incident => ({
  profile: 'smoke',
  ago,
  says: [
    [0, { alarm: true, smoke: 0.62, temperature: 31 }],
    [2, { alarm: true, smoke: 0.44, temperature: 30 }],
    [4, { alarm: false, smoke: 0.09, temperature: 27 }],
    [6, { alarm: false, smoke: 0.03, temperature: 26 }],
  ],
  ...more,
});
const leak = (ago: number, most: number, more: Partial<Incident>): Incident => ({
  profile: 'gas',
  ago,
  says: [
    [0, { gas: most, valve: false }],
    [1, { gas: most + 2, valve: true }],
    [6, { gas: 3.1, valve: true }],
    [9, { gas: 0.6, valve: true }],
  ],
  ...more,
});
const call = (ago: number, more: Partial<Incident>): Incident => ({
  profile: 'sos-button',
  ago,
  says: [
    [0, { pressed: true }],
    [1, { pressed: false }],
  ],
  ...more,
});
const bicycle = (ago: number, more: Partial<Incident> = {}): Incident => ({
  profile: 'ebike-lift-camera',
  ago,
  says: [
    [0, { ebike: true, confidence: 0.93, held: true }],
    [0.2, { ebike: true, confidence: 0.95, held: true }],
    [3, { ebike: false, held: false }],
  ],
  ...more,
});
const parked = (ago: number, minutes: number, more: Partial<Incident> = {}): Incident => ({
  profile: 'illegal-parking-camera',
  ago,
  says: [
    [0, { vehicles: 1 }],
    [6, { vehicles: 2 }],
    [minutes, { vehicles: 0 }],
    [minutes + 2, { vehicles: 0 }],
  ],
  ...more,
});
const heap = (ago: number, minutes: number, more: Partial<Incident> = {}): Incident => ({
  profile: 'bin-camera',
  ago,
  says: [
    [0, { overflow: true }],
    [15, { overflow: true, litter: true }],
    [30, { overflow: true, litter: true }],
    [minutes, { overflow: false, litter: false }],
    [minutes + 15, { overflow: false, litter: false }],
  ],
  ...more,
});
const leftOpen = (ago: number, minutes: number, more: Partial<Incident> = {}): Incident => ({
  profile: 'door-access',
  ago,
  says: [
    [0, { open: true, method: 'button' }],
    [minutes, { open: false }],
  ],
  ...more,
});
/** A gust over a building site is soon over; trucks that go on for an hour are a matter for the street. */
const dust = (ago: number, most: number, is: 'true' | 'false'): Incident => ({
  profile: 'air-quality',
  ago,
  says: [
    [0, { pm10: most, pm25: 98 }],
    [10, { pm10: most - 4, pm25: 95 }],
    [20, { pm10: most - 3, pm25: 92 }],
    [32, { pm10: 160, pm25: 70 }],
    [50, { pm10: 120, pm25: 60 }],
  ],
  seen: 21,
  verdict: { minute: 75, is },
});
const openOnly = (one: Incident, says: number): Incident => ({ ...one, says: one.says.slice(0, says), open: true });

/** What happened in the district within two days. Nothing that endangers life is left without somebody who has seen it. */
export const INCIDENTS: readonly Incident[] = [
  cooking(2620, { seen: 3, verdict: { minute: 22, is: 'false' } }),
  cooking(1865, { seen: 2, verdict: { minute: 30, is: 'false' } }),
  cooking(1130, { seen: 6, verdict: { minute: 41, is: 'test' } }),
  cooking(330, { seen: 4 }),
  leak(2210, 14, { seen: 2, verdict: { minute: 55, is: 'true' } }),
  leak(760, 11.5, { seen: 5, verdict: { minute: 38, is: 'true' } }),
  call(2480, { seen: 1, ended: { minute: 34, type: 'sos' }, verdict: { minute: 35, is: 'true' } }),
  call(910, { seen: 2, ended: { minute: 12, type: 'sos' }, verdict: { minute: 13, is: 'false' } }),
  openOnly(call(38, { seen: 3 }), 2),
  bicycle(2750, { seen: 14, verdict: { minute: 60, is: 'true' } }),
  bicycle(1545, { seen: 9, verdict: { minute: 45, is: 'true' } }),
  bicycle(1090, { seen: 25 }),
  bicycle(205),
  openOnly(bicycle(4), 2),
  parked(2700, 48, { seen: 15, verdict: { minute: 50, is: 'true' } }),
  parked(1420, 95, { seen: 31, verdict: { minute: 100, is: 'true' } }),
  parked(560, 33),
  openOnly(parked(17, 60), 2),
  heap(2300, 130, { seen: 40, verdict: { minute: 140, is: 'true' } }),
  heap(980, 165, { seen: 62 }),
  openOnly(heap(72, 200), 3),
  {
    profile: 'bin-sensor',
    ago: 1700,
    says: [
      [0, { fill: 91 }],
      [240, { fill: 96 }],
      [480, { fill: 4 }],
    ],
    verdict: { minute: 500, is: 'true' },
  },
  {
    profile: 'bin-sensor',
    ago: 270,
    says: [
      [0, { fill: 88 }],
      [240, { fill: 93 }],
    ],
    open: true,
  },
  leftOpen(1980, 44, { seen: 20, verdict: { minute: 46, is: 'true' } }),
  openOnly(leftOpen(26, 60), 1),
  {
    profile: 'door-access',
    ago: 1290,
    says: [
      [0, { forced: true, open: true }],
      [2, { forced: false, open: false }],
    ],
    seen: 4,
    verdict: { minute: 25, is: 'false' },
  },
  {
    profile: 'falling-object-camera',
    ago: 1610,
    says: [
      [0, { falling: true, confidence: 0.91, floor: 11 }],
      [1, { falling: false }],
      [12, { falling: false }],
    ],
    seen: 7,
    verdict: { minute: 52, is: 'true' },
  },
  {
    profile: 'manhole',
    ago: 140,
    says: [
      [0, { tilt: 27.5 }],
      [2, { tilt: 27.9 }],
    ],
    open: true,
    seen: 11,
  },
  {
    profile: 'air-quality',
    ago: 1500,
    says: [
      [0, { pm10: 342, pm25: 96 }],
      [20, { pm10: 318, pm25: 91 }],
      [40, { pm10: 150, pm25: 70 }],
      [55, { pm10: 121, pm25: 60 }],
    ],
    seen: 33,
  },
  dust(2650, 324, 'false'),
  dust(2090, 331, 'false'),
  dust(1330, 308, 'false'),
  dust(830, 465, 'true'),
  dust(460, 410, 'true'),
];
