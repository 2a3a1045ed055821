/** How many gaps' worth of the others stand beside a bin's own: a bin with few of its own is judged by its fellows. */
const FELLOWS = 4;

/**
 * The chance that a bin of which only "overflows" or "does not" is seen overflows within a span, from how long bins took
 * to overflow before: of the gaps that were at least as long as it has lasted already, those that ended within the span.
 * @param own hours from emptying to overflow, of this bin
 * @param all the same of all bins, this one included
 * @param lasted hours since it was emptied last
 * @param ahead hours to look ahead
 * @returns chance, and the hours still to go in the middle case; null where nothing is known, or it lasted longer than ever
 */
export function forecastGap(
  own: readonly number[],
  all: readonly number[],
  lasted: number,
  ahead: number,
): { overflow: number; hours: number | null } {
  const weighted = [
    ...own.map((hours) => ({ hours, weight: 1 })),
    ...all.map((hours) => ({ hours, weight: FELLOWS / all.length })),
  ]
    .filter(({ hours }) => hours > lasted)
    .sort((a, b) => a.hours - b.hours);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { overflow: all.length > 0 ? 1 : 0, hours: null };
  const within = weighted.filter(({ hours }) => hours <= lasted + ahead).reduce((sum, { weight }) => sum + weight, 0);
  let passed = 0;
  const middle = weighted.find(({ weight }) => {
    passed += weight;
    return passed >= total / 2;
  });
  return { overflow: within / total, hours: middle ? middle.hours - lasted : null };
}
