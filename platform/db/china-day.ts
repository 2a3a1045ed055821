/** The day of a moment by the clock of China (eight hours before UTC, no summer time): 2026-11-24. */
export const chinaDay = (at: Date = new Date()): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
