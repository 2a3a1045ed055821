import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shadeCounts } from './shade-counts.ts';

test('every count with something open lies in just one step, none in no step', () => {
  const counts = fc.array(fc.record({ area: fc.uuid(), open: fc.nat(500) }), { maxLength: 30 });
  fc.assert(
    fc.property(counts, (rows) => {
      const { steps, fills } = shadeCounts(rows);
      for (const { area, open } of rows) {
        const fitting = steps.filter((step) => open >= step.from && open <= step.to);
        expect(fitting.length).toBe(open === 0 ? 0 : 1);
        if (open > 0) expect(fills[area]).toBe(fitting[0]?.color);
      }
    }),
  );
});

test('few doubts need few steps', () => {
  expect(shadeCounts([{ area: 'a', open: 2 }]).steps.map(({ from, to }) => [from, to])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(shadeCounts([{ area: 'a', open: 0 }]).steps).toEqual([]);
});
