import { expect, test } from 'vitest';
import { sumCounts } from './sum-counts.ts';

const counts = [
  { stage: 1, phase: 'done', back: false, devices: 3 },
  { stage: 1, phase: 'done', back: true, devices: 1 },
  { stage: 2, phase: 'verified', back: false, devices: 2 },
  { stage: 2, phase: 'offered', back: true, devices: 4 },
  { stage: 2, phase: 'waiting', back: false, devices: 5 },
];

test('what moves is one part, and what came back is not what is updated', () => {
  expect(sumCounts(counts)).toEqual([
    { part: 'updated', devices: 3 },
    { part: 'returned', devices: 1 },
    { part: 'moving', devices: 6 },
    { part: 'waiting', devices: 5 },
  ]);
  expect(sumCounts(counts, 1).map(({ devices }) => devices)).toEqual([3, 1]);
});
