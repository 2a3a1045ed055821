import fc from 'fast-check';
import { expect, it } from 'vitest';
import { learnM } from './learn-m.ts';

it('takes the first step of EM as worked by hand', () => {
  // One comparison with two levels, u = 0.2 and 0.8; EM starts from m = 0.9 and 0.1 and a share of one half.
  // Agreeing pairs: p = 0.5·0.9 / (0.5·0.9 + 0.5·0.2) = 9/11; differing ones: 0.1 / (0.1 + 0.8) = 1/9.
  // With 110 and 90 pairs that are 90 and 10 matches: share 100/200, m = 0.9 and 0.1, and so EM stands still at once.
  const learned = learnM(
    [
      { gammas: [0], count: 110 },
      { gammas: [1], count: 90 },
    ],
    [[0.2, 0.8]],
    [true],
  );
  expect(learned.share).toBeCloseTo(0.5, 6);
  expect(learned.matches).toBeCloseTo(100, 4);
  expect(learned.expected[0]?.[0]).toBeCloseTo(90, 4);
  expect(learned.expected[0]?.[1]).toBeCloseTo(10, 4);
  expect(learned.rounds).toBe(0);
});

it('finds the m that made the pairs, when u is known', () => {
  const m = [
    [0.9, 0.08, 0.02],
    [0.7, 0.3],
    [0.95, 0.05],
  ];
  const u = [
    [0.01, 0.04, 0.95],
    [0.1, 0.9],
    [0.05, 0.95],
  ];
  const patterns = [];
  for (const a of [0, 1, 2])
    for (const b of [0, 1])
      for (const c of [0, 1]) {
        const by = (share: number[][]) => (share[0]?.[a] ?? 0) * (share[1]?.[b] ?? 0) * (share[2]?.[c] ?? 0);
        patterns.push({ gammas: [a, b, c], count: 1e6 * (0.3 * by(m) + 0.7 * by(u)) });
      }
  const learned = learnM(patterns, u, [true, true, true]);
  expect(learned.share).toBeCloseTo(0.3, 3);
  for (const [i, levels] of m.entries())
    for (const [level, share] of levels.entries())
      expect((learned.expected[i]?.[level] ?? 0) / learned.matches).toBeCloseTo(share, 2);
});

it('passes over comparisons that are not free or not known', () => {
  const patterns = [
    { gammas: [0, -1], count: 50 },
    { gammas: [0, 1], count: 50 },
  ];
  const learned = learnM(
    patterns,
    [
      [0.01, 0.99],
      [0.5, 0.5],
    ],
    [false, true],
  );
  expect(learned.expected[0]).toEqual([]);
  const known = (learned.expected[1] ?? []).reduce((sum, value) => sum + value, 0);
  expect(known).toBeLessThanOrEqual(50);
});

it('never expects more matches than pairs, whatever the counts', () => {
  const pattern = fc.record({
    gammas: fc.tuple(fc.integer({ min: -1, max: 2 }), fc.integer({ min: -1, max: 1 })),
    count: fc.nat(1000),
  });
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 8 }), (patterns) => {
      const learned = learnM(
        patterns,
        [
          [0.1, 0.2, 0.7],
          [0.3, 0.7],
        ],
        [true, true],
      );
      const pairs = patterns.reduce((sum, { count }) => sum + count, 0);
      expect(learned.matches).toBeLessThanOrEqual(pairs + 1e-6);
      expect(learned.share).toBeGreaterThanOrEqual(0);
      for (const row of learned.expected) for (const value of row) expect(value).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 100 },
  );
});
