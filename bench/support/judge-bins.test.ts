import type { Filling } from '@gewu/foresight/bin-types';
import { expect, test } from 'vitest';
import { chanceError, judgeBins, meanError, overflowPerVisit } from './judge-bins.ts';

const DAY = 86_400_000;
/** Two bins a day for forty days: one always full, one never. */
const fillings: Filling[] = Array.from({ length: 40 }, (_, day) => day).flatMap((day) =>
  [
    { bin: 'full', fill: 100 },
    { bin: 'half', fill: 40 + (day % 3) },
  ].map((one) => ({ ...one, group: 'street', from: day * DAY, at: (day + 1) * DAY + 1 })),
);

test('only the judging part is judged, each emptying beside what was known the day before', () => {
  const judged = judgeBins(fillings, 30 * DAY, 41 * DAY);
  expect(judged).toHaveLength(22);
  expect(judged.filter(({ bin, last, overflowed }) => bin === 'full' && last === 100 && overflowed === 1)).toHaveLength(
    11,
  );
  expect(meanError(judged, ({ fill }) => fill + 3)).toBe(3);
  expect(meanError(judged, ({ forecast }) => forecast.fill)).toBeLessThan(3);
  expect(chanceError(judged)).toBeLessThan(0.05);
});

test('what happens later changes no earlier forecast', () => {
  const early = judgeBins(fillings, 30 * DAY, 33 * DAY);
  const other = fillings.map((one) => (one.at >= 33 * DAY ? { ...one, fill: 7 } : one));
  expect(judgeBins(other, 30 * DAY, 41 * DAY).slice(0, early.length)).toEqual(early);
});

test('half of the visits find all that overflows when the rank is right, and none when it is wrong', () => {
  const judged = judgeBins(fillings, 30 * DAY, 41 * DAY);
  expect(overflowPerVisit(judged, 1, () => 0)).toEqual({ perVisit: 0.5, found: 1 });
  expect(overflowPerVisit(judged, 0.5, ({ forecast }) => forecast.overflow)).toEqual({ perVisit: 1, found: 1 });
  expect(overflowPerVisit(judged, 0.5, ({ fill }) => -fill)).toEqual({ perVisit: 0, found: 0 });
});
