import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSmall } from './hide-small.ts';

describe('small counts', () => {
  it.each([
    [
      [120, 40, 0],
      [120, 40, 0],
    ],
    [
      [120, 40, 3],
      [120, null, null],
    ],
    [
      [120, 4, 3],
      [120, null, null],
    ],
    [[3], [null]],
    [[], []],
  ])('%j are shown as %j', (counts, shown) => {
    expect(hideSmall(counts)).toEqual(shown);
  });

  it('are never found by taking what is shown from the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { minLength: 2, maxLength: 12 }), (counts) => {
        const shown = hideSmall(counts);
        const hidden = counts.filter((_, i) => shown[i] === null);
        expect(shown.some((n) => n !== null && n > 0 && n < 10)).toBe(false);
        if (hidden.length > 0 && counts.filter((n) => n > 0).length > 1) expect(hidden.length).toBeGreaterThan(1);
      }),
    );
  });
});
