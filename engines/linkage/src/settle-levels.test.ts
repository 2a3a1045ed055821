import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settleLevels } from './settle-levels.ts';

it('weighs a level by log2(m / u), with half a pair added to each', () => {
  // m = (89.5 + .5) / 100 and (9.5 + .5) / 100; u = (19.5 + .5) / 1000 and (979.5 + .5) / 1000.
  const [same, different] = settleLevels([89.5, 9.5], [19.5, 979.5]);
  expect(same?.m).toBeCloseTo(0.9, 12);
  expect(same?.u).toBeCloseTo(0.02, 12);
  expect(same?.weight).toBeCloseTo(Math.log2(45), 12);
  expect(different?.weight).toBeCloseTo(Math.log2(0.1 / 0.98), 12);
});

it('bounds what was never seen, and says so', () => {
  const [same, similar, different] = settleLevels([1000, 0, 10], [0, 0, 1_000_000]);
  expect(same?.seen).toBe(false);
  expect(similar?.seen).toBe(false);
  expect(different?.seen).toBe(true);
  expect(same?.weight).toBeLessThan(24);
});

it('weighs neighbours in the wrong order as one', () => {
  const [first, second] = settleLevels([10, 80, 10], [50, 50, 900]);
  expect(first?.weight).toBe(second?.weight);
  // Pooled: log2((10.5 + 80.5) / 101.5 ÷ (50.5 + 50.5) / 1001.5).
  expect(first?.weight).toBeCloseTo(Math.log2(91 / 101.5 / (101 / 1001.5)), 9);
});

it('never lets better agreement weigh less', () => {
  const counts = fc.array(fc.tuple(fc.nat(100_000), fc.nat(1_000_000)), { minLength: 2, maxLength: 7 });
  fc.assert(
    fc.property(counts, (levels) => {
      const settled = settleLevels(
        levels.map(([m]) => m),
        levels.map(([, u]) => u),
      );
      for (const [i, { weight }] of settled.entries())
        expect(weight).toBeGreaterThanOrEqual((settled[i + 1]?.weight ?? Number.NEGATIVE_INFINITY) - 1e-12);
    }),
  );
});
