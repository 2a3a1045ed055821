/** Fewer than this and a count could point at people. */
const LEAST = 10;

/**
 * Counts of one row or column as they may be shown: those below ten are hidden, and where that leaves a single hidden one
 * beside a sum that everybody sees, the next smallest is hidden too, or the sum would tell it. Nothing is nothing: zero
 * stays.
 */
export function hideSmall(counts: readonly number[]): (number | null)[] {
  const small = new Set(counts.flatMap((n, i) => (n > 0 && n < LEAST ? [i] : [])));
  if (small.size === 1) {
    const others = counts.map((n, i) => ({ n, i })).filter(({ n, i }) => n > 0 && !small.has(i));
    const next = others.sort((a, b) => a.n - b.n)[0];
    if (next) small.add(next.i);
  }
  return counts.map((n, i) => (small.has(i) ? null : n));
}
