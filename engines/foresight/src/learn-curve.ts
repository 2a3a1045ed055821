import type { FillCurve, Filling } from './bin-types.ts';
import { KNOT_COUNT, logHours, placeOnKnots } from './hours-knots.ts';
import { wakingHours } from './waking-hours.ts';

const DAY_MS = 86_400_000;
const ROUNDS = 14;
const FULL = 100;
/** After so many days a reading counts 1/e: bins are moved, shops open and close. */
const MEMORY_DAYS = 60;
/** How many readings' worth of doubt each part carries: with fewer readings than that it stays near its neighbours. */
const DOUBT = { group: 4, bin: 0.8, slope: 1.5, growth: 2, lately: 20 };

/** One part of the sum: the readings it touches with their factors, and its own doubt. */
type Part = { doubt: number; value: number; rows: number[]; factors: number[] };
/** Readings as columns: percent, weight, and the sum that is said of each so far. */
type Columns = { fills: Float64Array; weights: Float64Array; said: Float64Array };

/**
 * Learns how bins fill from what was found in them. Each reading is taken as a sum: the average, what the time since
 * emptying adds, what the neighbours add, what the bin adds and how much faster it fills; each part is what the rest leaves
 * over, drawn towards nothing by its doubt (backfitting of a ridge regression). A full bin says only "at least 100", so
 * that its own forecast stands in for it where that is more.
 * @param fillings those that ended before `asOf` are learnt from, the rest is not looked at
 * @param asOf ms since 1970
 * @param offset ms that local time is ahead of UTC
 */
export function learnCurve(fillings: readonly Filling[], asOf: number, offset: number): FillCurve {
  const known = fillings.filter((one) => one.at < asOf);
  const xs = known.map((one) => logHours(wakingHours(one.from, one.at, offset)));
  const centre = xs.length > 0 ? xs.reduce((sum, x) => sum + x, 0) / xs.length : 0;
  const ones = known.map(() => 1);
  const all: Part = { doubt: 1e-9, value: 0, rows: known.map((_, i) => i), factors: ones };
  const groups = partsBy(known, (one) => one.group, ones, DOUBT.group);
  const bins = partsBy(known, (one) => one.bin, ones, DOUBT.bin);
  const slopes = partsBy(
    known,
    (one) => one.bin,
    xs.map((x) => x - centre),
    DOUBT.slope,
  );
  const growth = growthParts(xs);
  const order = [all, ...groups.values(), ...bins.values(), ...growth, ...slopes.values()];
  const columns: Columns = {
    fills: Float64Array.from(known, (one) => one.fill),
    weights: Float64Array.from(known, (one) => Math.exp((one.at - asOf) / DAY_MS / MEMORY_DAYS)),
    said: new Float64Array(known.length),
  };
  for (let round = 0; round < ROUNDS; round++) for (const part of order) settle(part, columns);
  return {
    offset,
    asOf,
    level: all.value,
    centre,
    growth: growth.map((part) => part.value),
    groups: Object.fromEntries([...groups].map(([key, part]) => [key, part.value])),
    bins: Object.fromEntries(
      [...bins].map(([key, part]) => [key, { level: part.value, slope: slopes.get(key)?.value ?? 0 }]),
    ),
    lately: leftOver(known, columns.said, asOf),
  };
}

function partsBy(
  known: readonly Filling[],
  keyOf: (one: Filling) => string,
  factors: readonly number[],
  doubt: number,
): Map<string, Part> {
  const parts = new Map<string, Part>();
  known.forEach((one, i) => {
    const key = keyOf(one);
    let part = parts.get(key);
    if (!part) {
      part = { doubt, value: 0, rows: [], factors: [] };
      parts.set(key, part);
    }
    part.rows.push(i);
    part.factors.push(factors[i] as number);
  });
  return parts;
}

function growthParts(xs: readonly number[]): Part[] {
  const parts = Array.from(
    { length: KNOT_COUNT },
    (): Part => ({ doubt: DOUBT.growth, value: 0, rows: [], factors: [] }),
  );
  xs.forEach((x, i) => {
    const [first, share] = placeOnKnots(x);
    for (const [knot, factor] of [
      [first, 1 - share],
      [first + 1, share],
    ] as const) {
      if (factor === 0) continue;
      parts[knot]?.rows.push(i);
      parts[knot]?.factors.push(factor);
    }
  });
  return parts;
}

/** Gives one part what the rest leaves over of its readings, and says the sums anew. */
function settle(part: Part, { fills, weights, said }: Columns): void {
  const { rows, factors, value } = part;
  let top = 0;
  let bottom = part.doubt;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const factor = factors[i] as number;
    const now = said[row] as number;
    const fill = fills[row] as number;
    const heard = fill >= FULL && now > FULL ? now : fill;
    const weight = (weights[row] as number) * factor;
    top += weight * (heard - now + factor * value);
    bottom += weight * factor;
  }
  const step = top / bottom - value;
  part.value += step;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    said[row] = (said[row] as number) + step * (factors[i] as number);
  }
}

function leftOver(known: readonly Filling[], said: Float64Array, asOf: number): number {
  let top = 0;
  let bottom = DOUBT.lately;
  known.forEach((one, i) => {
    const weight = Math.exp((one.at - asOf) / DAY_MS);
    top += weight * (one.fill - Math.min(FULL, said[i] as number));
    bottom += weight;
  });
  return top / bottom;
}
