import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayAfter, isDay, type Stretch, splitRange, today } from './count-range.ts';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const daysOf = ({ from, before }: Stretch): string[] => {
  const days = [];
  for (let at = from; at < before; at = dayAfter(at)) days.push(at);
  return days;
};

it('months and edges are together every day of the range, once', () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const { months, edges } = splitRange(from, to);
      const covered = [...(months ? daysOf(months) : []), ...edges.flatMap(daysOf)].sort();
      expect(covered).toEqual(daysOf({ from, before: dayAfter(to) }));
      if (months) expect([months.from.slice(8), months.before.slice(8)]).toEqual(['01', '01']);
    }),
    { numRuns: 200 },
  );
});

it('knows which days exist, and that China is ahead', () => {
  expect(isDay('2028-02-29')).toBe(true);
  expect(isDay('2026-02-29')).toBe(false);
  expect(isDay("2026-01-01' or true")).toBe(false);
  expect(today(new Date('2026-02-28T17:00:00Z'))).toBe('2026-03-01');
});
