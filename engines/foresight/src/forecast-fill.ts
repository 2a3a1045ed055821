import type { FillCurve, Outcome } from './bin-types.ts';
import { sayFill } from './say-fill.ts';
import { wakingHours } from './waking-hours.ts';

/** A tenth of the earlier forecasts, those of about the same height, say what comes of this one; within bounds. */
const ALIKE = { share: 0.1, least: 30, most: 200 };
const FULL = 100;

export type BinNow = {
  bin: string;
  group: string;
  /** When it was emptied last, ms. */
  from: number;
  /** What a sensor said last, if there is one: percent, and when, ms. */
  level?: { at: number; fill: number };
};
/** `fill` is the median; `low` and `high` hold eight outcomes of ten between them; `overflow` is the chance to be at `full` or above. */
export type FillForecast = { fill: number; low: number; high: number; overflow: number };

/**
 * How full a bin will be at a moment, and how likely it overflows by then. The curve says a height; what came of earlier
 * forecasts of about that height gives median, span and chance, so that no shape of error is assumed. What a sensor has
 * said since shifts the height, and narrows the span by the share of time that is still to come.
 * @param outcomes earlier forecasts with what came of them, sorted by `said`; with none the height stands alone
 * @param at moment to be forecast, ms
 * @param full percent that counts as overflow
 */
export function forecastFill(
  curve: FillCurve,
  outcomes: readonly Outcome[],
  bin: BinNow,
  at: number,
  full = FULL,
): FillForecast {
  const plain = sayFill(curve, bin, bin.from, at);
  const { level } = bin;
  const shift = level ? level.fill - Math.min(FULL, sayFill(curve, bin, bin.from, level.at)) : 0;
  const floor = level?.fill ?? 0;
  const said = Math.max(plain + shift, floor);
  const whole = wakingHours(bin.from, at, curve.offset);
  const open = level && whole > 0 ? Math.sqrt(Math.max(0, wakingHours(level.at, at, curve.offset) / whole)) : 1;
  const near = nearest(outcomes, plain);
  if (near.length === 0) {
    const fill = hold(said, floor);
    return { fill, low: fill, high: fill, overflow: fill >= full ? 1 : 0 };
  }
  const fills = near
    .map((one) => hold(level ? said + (one.fill - Math.min(FULL, one.said)) * open : one.fill, floor))
    .sort((a, b) => a - b);
  return {
    fill: quantile(fills, 0.5),
    low: quantile(fills, 0.1),
    high: quantile(fills, 0.9),
    overflow: fills.filter((fill) => fill >= full).length / fills.length,
  };
}

const hold = (fill: number, floor: number) => Math.min(FULL, Math.max(floor, 0, fill));

/** Of outcomes sorted by what was said those around a height, as many on either side as there are. */
function nearest(outcomes: readonly Outcome[], said: number): readonly Outcome[] {
  let low = 0;
  let high = outcomes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outcomes[middle] as Outcome).said < said) low = middle + 1;
    else high = middle;
  }
  const alike = Math.min(ALIKE.most, Math.max(ALIKE.least, Math.round(outcomes.length * ALIKE.share)));
  const first = Math.max(0, Math.min(outcomes.length - alike, low - Math.round(alike / 2)));
  return outcomes.slice(first, first + alike);
}

function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [a, b] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return a + (b - a) * (place - Math.floor(place));
}
