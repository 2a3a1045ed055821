import type { Filling, Outcome } from '@gewu/foresight/bin-types';
import { type FillForecast, forecastFill } from '@gewu/foresight/forecast-fill';
import { learnCurve } from '@gewu/foresight/learn-curve';
import { tryPast } from '@gewu/foresight/try-past';

const DAY_MS = 86_400_000;
/** So many days of forecasts before the judging part say what comes of a forecast. */
const WARM_DAYS = 28;

/** One emptying of the judging part: what was forecast the night before, what the simple ways say, what was found. */
export type JudgedFilling = Filling & {
  day: number;
  forecast: FillForecast;
  last: number;
  mean: number;
  overflowed: number;
};

/**
 * Forecasts every emptying between two moments as it would have been done the night before: what was found on that day or
 * later is not known. The simple ways know more: the bin's own emptyings up to the moment itself.
 * `last` is what the bin held the last time, `mean` its mean so far, `overflowed` the share of its visits that found it full.
 */
export function judgeBins(fillings: readonly Filling[], begin: number, end: number): JudgedFilling[] {
  const first = Math.floor(begin / DAY_MS) * DAY_MS;
  const outcomes = tryPast(fillings, { from: first - WARM_DAYS * DAY_MS, to: end, days: 1, offset: 0 });
  const before = new Map<string, Filling[]>();
  const judged: JudgedFilling[] = [];
  let day = Number.NaN;
  let curve = learnCurve([], 0, 0);
  let past: Outcome[] = [];
  for (const one of fillings) {
    if (one.at >= end) break;
    const own = before.get(one.bin) ?? [];
    before.set(one.bin, own);
    if (one.at >= begin && own.length > 0) {
      const today = Math.floor(one.at / DAY_MS) * DAY_MS;
      if (today !== day) {
        day = today;
        curve = learnCurve(fillings, day, 0);
        past = outcomes.filter((outcome) => outcome.at < today).sort((a, b) => a.said - b.said);
      }
      const fills = own.map(({ fill }) => fill);
      judged.push({
        ...one,
        day,
        forecast: forecastFill(curve, past, one, one.at),
        last: fills.at(-1) as number,
        mean: mean(fills),
        overflowed: fills.filter((fill) => fill >= 100).length / fills.length,
      });
    }
    own.push(one);
  }
  return judged;
}

/** Mean absolute error of a way to forecast, points of fill. */
export function meanError(judged: readonly JudgedFilling[], say: (one: JudgedFilling) => number): number {
  return mean(judged.map((one) => Math.abs(one.fill - say(one))));
}

/**
 * Overflowing bins found a visit, when each day only a share of the bins that were really visited is: those of the
 * highest rank. (What was in the bins that nobody visited nobody knows.)
 * @returns overflowing bins a visit, and the share of all that were found
 */
export function overflowPerVisit(
  judged: readonly JudgedFilling[],
  share: number,
  rank: (one: JudgedFilling) => number,
): { perVisit: number; found: number } {
  let visits = 0;
  let caught = 0;
  for (const ofDay of Map.groupBy(judged, ({ day }) => day).values()) {
    const chosen = [...ofDay]
      .sort((a, b) => rank(b) - rank(a) || (a.bin < b.bin ? -1 : 1))
      .slice(0, Math.round(ofDay.length * share));
    visits += chosen.length;
    caught += chosen.filter(({ fill }) => fill >= 100).length;
  }
  return { perVisit: caught / visits, found: caught / judged.filter(({ fill }) => fill >= 100).length };
}

/** How far, on average, the chance that was said is from the share that overflowed, in tenths of all forecasts by chance. */
export function chanceError(judged: readonly JudgedFilling[]): number {
  const sorted = [...judged].sort((a, b) => a.forecast.overflow - b.forecast.overflow);
  let error = 0;
  for (let tenth = 0; tenth < 10; tenth++) {
    const part = sorted.slice(Math.floor((sorted.length * tenth) / 10), Math.floor((sorted.length * (tenth + 1)) / 10));
    const said = mean(part.map(({ forecast }) => forecast.overflow));
    error += (part.length / sorted.length) * Math.abs(said - mean(part.map(({ fill }) => (fill >= 100 ? 1 : 0))));
  }
  return error;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
