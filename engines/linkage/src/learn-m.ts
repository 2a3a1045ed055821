import type { PatternCount } from './count-patterns.ts';

export type LearnedM = {
  /** Expected matches at each level of each comparison; empty for comparisons that are not free. */
  expected: number[][];
  /** Share of the blocked pairs that are matches. */
  share: number;
  matches: number;
  rounds: number;
};

const MOST_ROUNDS = 300;
const STILL = 1e-6;

/**
 * Learns m by expectation maximisation over counted patterns with u held fixed (Fellegi & Sunter 1969; Winkler 1988).
 * E: p = s∏m / (s∏m + (1−s)∏u) for each pattern, with s the share of matches among these pairs. M: m of a level is the
 * expected matches there by all expected matches where the comparison is known. Unknown says nothing in either.
 * @param u share of non-matches by comparison and level
 * @param free comparisons that the blocking does not decide
 */
export function learnM(
  patterns: readonly PatternCount[],
  u: readonly (readonly number[])[],
  free: readonly boolean[],
): LearnedM {
  const m = u.map((levels) => startingM(levels.length));
  const total = patterns.reduce((sum, { count }) => sum + count, 0);
  let share = 0.5;
  let expected: number[][] = [];
  let matches = 0;
  let rounds = 0;
  for (; rounds < MOST_ROUNDS && total > 0; rounds++) {
    expected = u.map((levels) => levels.map(() => 0));
    matches = 0;
    for (const { gammas, count } of patterns) {
      let yes = share;
      let no = 1 - share;
      for (const [i, level] of gammas.entries()) {
        if (level < 0 || !free[i]) continue;
        yes *= m[i]?.[level] ?? 0;
        no *= u[i]?.[level] ?? 0;
      }
      const weight = yes + no > 0 ? (count * yes) / (yes + no) : 0;
      matches += weight;
      for (const [i, level] of gammas.entries()) {
        const row = expected[i];
        if (row && level >= 0 && free[i]) row[level] = (row[level] ?? 0) + weight;
      }
    }
    let change = Math.abs(matches / total - share);
    share = Math.min(1 - 1e-9, matches / total);
    for (const [i, row] of expected.entries()) {
      const known = row.reduce((sum, value) => sum + value, 0);
      if (!free[i] || known === 0) continue;
      for (const [level, value] of row.entries()) {
        const next = (value + 1e-6) / (known + 1e-6 * row.length);
        change = Math.max(change, Math.abs(next - (m[i]?.[level] ?? 0)));
        (m[i] as number[])[level] = next;
      }
    }
    if (change < STILL) break;
  }
  return { expected: expected.map((row, i) => (free[i] ? row : [])), share, matches, rounds };
}

/** Where EM starts: most matches agree, the rest falls off by level. */
function startingM(levels: number): number[] {
  const falling = Array.from({ length: levels }, (_, level) => (level === 0 ? 0.9 : 0.1 / (levels - 1)));
  return levels === 1 ? [1] : falling;
}
