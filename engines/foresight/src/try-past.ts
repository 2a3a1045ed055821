import type { Filling, Outcome } from './bin-types.ts';
import { learnCurve } from './learn-curve.ts';
import { sayFill } from './say-fill.ts';

const DAY_MS = 86_400_000;

/**
 * Forecasts the past as if it had not been: for every step of days the curve is learnt from what came before it, and says
 * what the fillings that end within the step will be. Nothing of a step is known to its own forecasts.
 * @param from beginning of the first step, ms
 * @param to end, ms; the last step may be shorter
 * @param days days a step; one is what a job at night can do
 */
export function tryPast(
  fillings: readonly Filling[],
  { from, to, days, offset }: { from: number; to: number; days: number; offset: number },
): Outcome[] {
  const outcomes: Outcome[] = [];
  for (let begin = from; begin < to; begin += days * DAY_MS) {
    const end = Math.min(to, begin + days * DAY_MS);
    const due = fillings.filter((one) => one.at >= begin && one.at < end);
    if (due.length === 0) continue;
    const curve = learnCurve(fillings, begin, offset);
    for (const one of due)
      outcomes.push({ bin: one.bin, at: one.at, said: sayFill(curve, one, one.from, one.at), fill: one.fill });
  }
  return outcomes;
}
