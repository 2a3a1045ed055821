import { expect, it } from 'vitest';
import { f1ByClass, macroF1 } from './score-classes.ts';

it('counts each class alike', () => {
  // class 0: one hit, two truths, one guess; class 1: one hit, one truth, two guesses
  expect(f1ByClass([0, 0, 1], [0, 1, 1], 2)).toEqual([2 / 3, 2 / 3]);
  expect(macroF1([0, 0, 0, 1], [0, 0, 0, 0], 2)).toBeCloseTo(6 / 7 / 2);
});
