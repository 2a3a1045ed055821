import { expect, test } from 'vitest';
import { BLANK, shadeShares } from './shade-shares.ts';

const area = (code: string, fresh: number | null) => ({
  code,
  name: code,
  people: 20,
  homes: 1,
  organisations: 1,
  open: 0,
  fresh,
  atHome: null,
  livedIn: null,
});

test('a full share is the darkest, none the lightest, and what is not told is blank', () => {
  const { fills, steps } = shadeShares([area('a', 1), area('b', 0), area('c', null), area('d', 0.99)], 'fresh');
  expect(fills.a).toBe(steps[4]?.color);
  expect(fills.d).toBe(steps[4]?.color);
  expect(fills.b).toBe(steps[0]?.color);
  expect(fills.c).toBe(BLANK);
});
