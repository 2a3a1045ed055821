import { expect, test } from 'vitest';
import { numberPlaces } from './number-places.ts';

test('rows from north to south, each from west to east', () => {
  expect(
    numberPlaces([
      [2, 0],
      [1, 9],
      [0, 1],
      [0, 8],
    ]),
  ).toEqual([3, 1, 2, 0]);
});
test('one place is number one', () => {
  expect(numberPlaces([[5, 5]])).toEqual([0]);
});
