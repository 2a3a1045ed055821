import { expect, test } from 'vitest';
import type { IndicatorRow } from './indicator-types.ts';
import { blank, shadeAreas, shades } from './shade-areas.ts';

const row = (key: string, value: number | null, small = false) =>
  ({ key, indicators: { onTime: { value, numerator: 0, denominator: 0, small } } }) as unknown as IndicatorRow;

test('the lowest is lightest, the highest darkest, small samples stay blank', () => {
  const { fills, steps } = shadeAreas(
    [row('a', 0.5), row('b', 0.9), row('c', 0.7), row('d', 1, true), row('e', null)],
    'onTime',
  );
  expect(fills).toEqual({ a: shades[0], b: shades[4], c: shades[2], d: blank, e: blank });
  expect(steps[0]?.from).toBe(0.5);
  expect(steps.at(-1)?.to).toBeCloseTo(0.9);
});

test('equal rates share one shade', () => {
  const { fills, steps } = shadeAreas([row('a', 0.5), row('b', 0.5)], 'onTime');
  expect(new Set(Object.values(fills)).size).toBe(1);
  expect(steps).toHaveLength(1);
});
