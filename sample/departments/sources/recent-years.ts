import { yearOf } from '../rows/format-day.ts';

/** The year of a day and those before it, newest first. */
export const recentYears = (today: number, count: number): number[] =>
  Array.from({ length: count }, (_, back) => yearOf(today) - back);
