import type { TrainedLevel } from './types.ts';

/** Least share a level may have in either class: no single comparison decides with certainty. */
const LEAST_M = 1e-5;
const LEAST_U = 1e-8;

/**
 * Turns counts into m, u and weights. Half a pair is added to each level, so that what was never seen is bounded by
 * how much was looked at. Neighbouring levels whose weights stand in the wrong order are weighed as one (pool adjacent
 * violators): better agreement never weighs less.
 * @param matches expected matches by level, best level first · @param others non-matches by level
 */
export function settleLevels(matches: readonly number[], others: readonly number[]): TrainedLevel[] {
  const share = (counts: readonly number[], least: number) => {
    const total = counts.reduce((sum, count) => sum + count + 0.5, 0);
    return counts.map((count) => Math.max(least, (count + 0.5) / total));
  };
  const m = share(matches, LEAST_M);
  const u = share(others, LEAST_U);
  const pools: { m: number; u: number; size: number }[] = [];
  for (const [level, value] of m.entries()) {
    pools.push({ m: value, u: u[level] ?? LEAST_U, size: 1 });
    for (;;) {
      const last = pools.at(-1);
      const before = pools.at(-2);
      if (!last || !before || before.m / before.u >= last.m / last.u) break;
      pools.splice(-2, 2, { m: before.m + last.m, u: before.u + last.u, size: before.size + last.size });
    }
  }
  const weights = pools.flatMap((pool) => Array.from({ length: pool.size }, () => Math.log2(pool.m / pool.u)));
  return m.map((value, level) => ({
    m: value,
    u: u[level] ?? LEAST_U,
    weight: weights[level] ?? 0,
    seen: (matches[level] ?? 0) >= 1 && (others[level] ?? 0) >= 1,
  }));
}
