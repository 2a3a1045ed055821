import { expect, test } from 'vitest';
import { addStage, FIRST_LIMITS, stageReach } from './rollout-plan.ts';

test('a stage reaches connected devices alone, but the last', () => {
  expect(stageReach(1, 250, 250)).toBe(3);
  expect(stageReach(10, 250, 12)).toBe(12);
  expect(stageReach(100, 250, 12)).toBe(250);
  expect(stageReach(1, 0, 0)).toBe(0);
});

test('a stage is added between the last two', () => {
  expect(addStage(FIRST_LIMITS.stages).map(({ percent }) => percent)).toEqual([1, 10, 55, 100]);
});
