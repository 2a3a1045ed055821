import { expect, test } from 'vitest';
import { fleetTexts } from './fleet-texts.ts';
import { formatHours } from './format-hours.ts';

test('both languages have the same words', () => {
  expect(Object.keys(fleetTexts.en)).toEqual(Object.keys(fleetTexts.zh));
});

test('a length of time is said in the unit that fits it', () => {
  const say = (key: string, { n }: { n: string }) => `${n} ${key.slice(3)}`;
  expect([0.2, 1.5, 30, 60, 1000].map((hours) => formatHours(hours, say))).toEqual([
    '12 minutes',
    '1.5 hours',
    '30 hours',
    '2.5 daysLong',
    '42 daysLong',
  ]);
});
