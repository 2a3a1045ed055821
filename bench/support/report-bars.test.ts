import { describe, expect, it } from 'vitest';
import { percentile } from './percentile.ts';
import { judgeBar } from './report-bars.ts';

describe('a bar', () => {
  it.each([
    [0.63, '>= 0.5', true],
    [0.49, '>= 0.5', false],
    [250, '<= 250', true],
    [251, '<= 250', false],
    [Number.NaN, '<= 250', false],
  ])('%d %s: %s', (value, bar, holds) => {
    expect(judgeBar({ name: 'x', value, unit: '', bar }).holds).toBe(holds);
  });

  it('that cannot be read is refused', () => {
    expect(() => judgeBar({ name: 'x', value: 1, unit: '', bar: 'about 5' })).toThrow(/about 5/);
  });
});

describe('percentile', () => {
  it('takes the nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1)]).toEqual([50, 95, 100]);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
