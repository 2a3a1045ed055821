export type Axis = { min: number; max: number; step: number };

const TICKS = 4;

/**
 * The axis of a curve: as wide as the values, but never so narrow that noise looks like an event, and never beyond what
 * the profile says can be true: a battery that stays at 80 % is drawn flat, on an axis that ends at 100.
 * @param lo least and `hi` greatest value of the curve
 * @param range least and greatest that can be true, where declared
 */
export function pastAxis(lo: number, hi: number, range: readonly [number, number] | null): Axis {
  const least = leastWidth(lo, hi, range);
  const spare = Math.max(0, least - (hi - lo)) / 2 + (hi - lo) * 0.06;
  const [bottom, top] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  // what lies at an end of the range keeps its room on the other side
  const from = Math.max(bottom, Math.min(lo - spare, top - least));
  const to = Math.min(top, Math.max(hi + spare, bottom + least));
  const step = roundStep((to - from) / TICKS);
  return {
    min: Math.max(bottom, tidy(Math.floor(from / step + 1e-9) * step)),
    max: Math.min(top, tidy(Math.ceil(to / step - 1e-9) * step)),
    step,
  };
}

/** A tenth of the range, or a quarter of the value itself where the range is far wider than what is measured. */
function leastWidth(lo: number, hi: number, range: readonly [number, number] | null): number {
  const size = Math.max(Math.abs(lo), Math.abs(hi));
  const tenth = range ? (range[1] - range[0]) / 10 : Number.POSITIVE_INFINITY;
  return Math.min(tenth, size > 1e-6 ? size / 4 : 1);
}

/** The next of 1, 2, 5, 10, 20, … */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return tidy(([1, 2, 5].find((one) => one * power >= least - power * 1e-9) ?? 10) * power);
}

const tidy = (value: number): number => Number(value.toPrecision(10));
