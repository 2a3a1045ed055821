import type { FillCurve } from './bin-types.ts';
import { logHours, placeOnKnots } from './hours-knots.ts';
import { wakingHours } from './waking-hours.ts';

const DAY_MS = 86_400_000;

/** The parts of a forecast, percent; their sum is the forecast. */
export type FillParts = { usual: number; time: number; neighbours: number; bin: number; lately: number };

/**
 * What the curve says of a bin, part by part, above 100 where it would hold more than it can. A bin that nobody knows is
 * taken as its neighbours are, and neighbours that nobody knows as the average.
 * @param from when it was emptied last, ms
 * @param at moment to be forecast, ms
 */
export function sayParts(curve: FillCurve, bin: { bin: string; group: string }, from: number, at: number): FillParts {
  const x = logHours(wakingHours(from, at, curve.offset));
  const [first, share] = placeOnKnots(x);
  const own = curve.bins[bin.bin];
  return {
    usual: curve.level,
    time: (curve.growth[first] ?? 0) * (1 - share) + (curve.growth[first + 1] ?? 0) * share,
    neighbours: curve.groups[bin.group] ?? 0,
    bin: own ? own.level + own.slope * (x - curve.centre) : 0,
    lately: curve.lately * Math.exp(-Math.max(0, Math.floor((at - curve.asOf) / DAY_MS)) / 2),
  };
}

/** The sum of `sayParts`. */
export function sayFill(curve: FillCurve, bin: { bin: string; group: string }, from: number, at: number): number {
  const { usual, time, neighbours, bin: own, lately } = sayParts(curve, bin, from, at);
  return usual + time + neighbours + own + lately;
}
