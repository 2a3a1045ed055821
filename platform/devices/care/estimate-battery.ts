import { medianOf } from './median-of.ts';

/** A day (days since 1970) and the level of the battery on it. */
export type BatteryDay = readonly [day: number, level: number];
export type BatteryEstimate = {
  /** Points a day; below nought while it drains. */
  slope: number;
  /** Days from `today` until it is empty; null where no end is in sight. */
  left: number | null;
};

/** A rise of so many points is a new battery, or a charged one: what was before tells nothing of it. */
const NEW_BATTERY = 15;
const LONGEST_DAYS = 90;
const FEWEST_DAYS = 5;
/** Pairs grow with the square: more days than this are thinned out. */
const MOST_POINTS = 25;
/** Slower than this lasts for years; a forecast would be a guess. */
const SLOWEST = 0.02;

/**
 * Forecasts when a battery will be empty, from its level by day: the median of the slopes between all pairs of days
 * (Theil 1950, Sen 1968), which up to 29 % of wild values do not move. Days before the battery was changed do not count.
 * @param days in any order, one level a day
 * @param today days since 1970
 * @returns undefined where there are too few days to say anything
 */
export function estimateBattery(days: readonly BatteryDay[], today: number): BatteryEstimate | undefined {
  const points = sinceNew(
    days.filter(([day]) => day <= today && day > today - LONGEST_DAYS).sort((a, b) => a[0] - b[0]),
  );
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < FEWEST_DAYS || last[0] - first[0] < FEWEST_DAYS) return undefined;
  const kept = thin(points);
  const slopes: number[] = [];
  for (let i = 0; i < kept.length; i++)
    for (let j = i + 1; j < kept.length; j++) {
      const [from, to] = [kept[i] as BatteryDay, kept[j] as BatteryDay];
      slopes.push((to[1] - from[1]) / (to[0] - from[0]));
    }
  const slope = medianOf(slopes);
  if (slope > -SLOWEST) return { slope, left: null };
  const level = medianOf(kept.map(([day, value]) => value + slope * (today - day)));
  return { slope, left: Math.max(0, level) / -slope };
}

/** From the last day on that stands well above the day before it, and is no single wild value. */
function sinceNew(points: readonly BatteryDay[]): readonly BatteryDay[] {
  for (let i = points.length - 1; i > 0; i--) {
    const before = points.slice(Math.max(0, i - 3), i).map(([, level]) => level);
    const after = points.slice(i, i + 3).map(([, level]) => level);
    if (after.length > 1 && Math.min(...after) - Math.max(...before) > NEW_BATTERY) return points.slice(i);
  }
  return points;
}

/** So many of them at most, the first and the last among them, evenly spread. */
function thin(points: readonly BatteryDay[]): readonly BatteryDay[] {
  if (points.length <= MOST_POINTS) return points;
  const step = (points.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round(i * step)] as BatteryDay);
}
