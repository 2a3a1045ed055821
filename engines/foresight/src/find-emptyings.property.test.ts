import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findEmptyings, type Reading } from './find-emptyings.ts';

const HOUR = 3_600_000;
/** Lives of a bin: each from nearly nothing up to more than half, read every four hours. */
const lives = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 4, maxLength: 10 }), {
  minLength: 1,
  maxLength: 6,
});

function readings(steps: number[][]): { all: Reading[]; emptied: number } {
  const all: Reading[] = [];
  for (const life of steps) {
    let fill = 2;
    all.push({ at: all.length * 4 * HOUR, fill });
    for (const more of [...life, 50]) {
      fill = Math.min(100, fill + more);
      all.push({ at: all.length * 4 * HOUR, fill });
    }
  }
  return { all, emptied: steps.length - 1 };
}

test('every emptying is found, between the readings around it, and nothing else is', () => {
  fc.assert(
    fc.property(lives, (steps) => {
      const { all, emptied } = readings(steps);
      const found = findEmptyings(all);
      expect(found).toHaveLength(emptied);
      for (const { at, fill } of found) {
        const before = all.findLast((one) => one.at < at);
        expect(before?.fill).toBe(fill);
        expect(all.find((one) => one.at > at)?.fill).toBe(2);
      }
    }),
  );
});

test('one wild echo, up or down, empties nothing; settling by a few points neither', () => {
  const of = (...fills: number[]) => findEmptyings(fills.map((fill, i) => ({ at: i * HOUR, fill })));
  expect(of(40, 44, 100, 46, 50)).toEqual([]);
  expect(of(60, 64, 3, 66, 70)).toEqual([]);
  expect(of(60, 64, 55, 57, 60)).toEqual([]);
  expect(of(60, 80, 4)).toEqual([{ at: 1.5 * HOUR, fill: 80 }]);
});
