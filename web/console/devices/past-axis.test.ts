import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pastAxis } from './past-axis.ts';

test('a flat curve stays within what can be true', () => {
  expect(pastAxis(80, 80, [0, 100])).toEqual({ min: 75, max: 85, step: 5 });
  expect(pastAxis(100, 100, [0, 100])).toEqual({ min: 90, max: 100, step: 5 });
  expect(pastAxis(0, 0, [0, 30])).toMatchObject({ min: 0, max: 1 });
  expect(pastAxis(21.4, 23.1, null)).toEqual({ min: 18, max: 26, step: 2 });
});

test('an axis holds its curve, is not empty and not beyond the range', () => {
  const value = fc.double({ min: -1000, max: 5000, noNaN: true });
  fc.assert(
    fc.property(value, value, fc.boolean(), (a, b, ranged) => {
      const [lo, hi] = [Math.min(a, b), Math.max(a, b)];
      const range: [number, number] | null = ranged ? [-1000, 5000] : null;
      const { min, max, step } = pastAxis(lo, hi, range);
      expect(min).toBeLessThanOrEqual(lo + 1e-6);
      expect(max).toBeGreaterThanOrEqual(hi - 1e-6);
      expect(max).toBeGreaterThan(min);
      expect((max - min) / step).toBeLessThan(8);
      if (range) expect(min >= range[0] && max <= range[1]).toBe(true);
    }),
  );
});
