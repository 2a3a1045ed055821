import { expect, test } from 'vitest';
import { dutyOf, localParts, shiftMonth, weeksOf } from './roster-month.ts';

test('a month comes in whole weeks from Monday', () => {
  const days = weeksOf('2026-11');
  expect(days[0]).toBe('2026-10-26');
  expect(days.at(-1)).toBe('2026-12-06');
  expect(days.length % 7).toBe(0);
  expect(weeksOf('2027-02')).toHaveLength(28); // begins on a Monday and fills four weeks
});

test('months turn over the year', () => {
  expect(shiftMonth('2026-12', 1)).toBe('2027-01');
  expect(shiftMonth('2026-01', -1)).toBe('2025-12');
});

test('a night shift ends on the next day', () => {
  const duty = dutyOf('2026-11-24', { account: 'a', start: '18:00', end: '08:00' });
  expect(localParts(duty?.starts ?? '')).toEqual({ day: '2026-11-24', time: '18:00' });
  expect(localParts(duty?.ends ?? '')).toEqual({ day: '2026-11-25', time: '08:00' });
});

test('half a shift is none', () => {
  expect(dutyOf('2026-11-24', { account: 'a', start: '18:00', end: '' })).toBeUndefined();
  expect(dutyOf('2026-11-24', { account: '', start: '08:00', end: '18:00' })).toBeUndefined();
});
