import { expect, it } from 'vitest';
import { scoreLevels } from './score-addresses.ts';

it('counts a level as right only when its whole text is', () => {
  const right = { pieces: ['咸阳市', '秦都区', '人民路', '12号'], labels: [2, 3, 5, 7] };
  expect(scoreLevels([right])).toEqual({ levels: 1, pieces: 1, signs: 1 });
  const other = { pieces: ['咸阳市', '秦都区', '人民路', '12号'], labels: [2, 3, 6, 7] };
  expect(scoreLevels([other]).levels).toBeCloseTo(3 / 5); // 5 is ours alone, 6 the hand's alone
});
