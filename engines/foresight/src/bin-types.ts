/** A text in the two languages. */
export type Text = { zh: string; en: string };

/** A bin was emptied: how full it was just before, in percent of what it holds, and when, ms since 1970. */
export type Emptying = { bin: string; group: string; at: number; fill: number };

/** From one emptying of a bin to the next: it was empty at `from` and `fill` percent full at `at`. `group` are its neighbours. */
export type Filling = { bin: string; group: string; from: number; at: number; fill: number };

/** A forecast that was made before the outcome was known, beside what came. */
export type Outcome = { bin: string; at: number; said: number; fill: number };

/**
 * How bins fill, learnt from the past. Percent throughout; where a bin would hold more than it can, a value goes above 100.
 * All numbers are additions to each other, so that a forecast can be taken apart and explained.
 */
export type FillCurve = {
  /** Milliseconds that local time is ahead of UTC; days and nights are local. */
  offset: number;
  /** Time of learning: nothing later was known. */
  asOf: number;
  /** What the average bin holds at `centre`. */
  level: number;
  /** Logarithm of the waking hours at which `level` holds. */
  centre: number;
  /** What the time since emptying adds, at each of the knots (see `hours-knots.ts`). */
  growth: readonly number[];
  groups: Readonly<Record<string, number>>;
  /** What the bin adds by itself, and how much faster it fills a unit of the logarithm of hours. */
  bins: Readonly<Record<string, { level: number; slope: number }>>;
  /** What was more, or less, than forecast everywhere in the days before `asOf`: weather, feasts. Fades by the day. */
  lately: number;
};
