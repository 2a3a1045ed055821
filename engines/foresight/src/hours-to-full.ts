import type { FillCurve, Outcome } from './bin-types.ts';
import { type BinNow, forecastFill } from './forecast-fill.ts';

const HOUR_MS = 3_600_000;
const STEP_HOURS = 6;
const FARTHEST_HOURS = 240;

/**
 * Hours from `now` until a bin is more likely full than not, looked at every six hours.
 * @param full percent that counts as full
 * @returns 0 when it is full by now, null when it does not come within ten days
 */
export function hoursToFull(
  curve: FillCurve,
  outcomes: readonly Outcome[],
  bin: BinNow,
  now: number,
  full: number,
): number | null {
  for (let hours = 0; hours <= FARTHEST_HOURS; hours += STEP_HOURS)
    if (forecastFill(curve, outcomes, bin, now + hours * HOUR_MS, full).fill >= full) return hours;
  return null;
}
