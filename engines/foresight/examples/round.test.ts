import { expect, test } from 'vitest';
import { planMorning } from './round.ts';

test('the example visits the market and its corner, and lets the far and the quiet bin wait', () => {
  const lines = planMorning();
  expect(
    lines
      .map((line) => line.split(':')[0]?.slice(3).trim())
      .slice(0, 3)
      .sort(),
  ).toEqual(['corner', 'market 1', 'market 2']);
  expect(lines.filter((line) => line.includes('Can wait'))).toHaveLength(2);
});
