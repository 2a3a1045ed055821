import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findEpisodes, judgeEpisodes } from './judge-episodes.ts';

test('episodes are the spans in which the flag is up', () => {
  expect(findEpisodes([false, true, true, false, true])).toEqual([
    { from: 1, to: 2 },
    { from: 4, to: 4 },
  ]);
});

test('an alarm is late by its own beginning, early alarms by nothing, and one that touches nothing is false', () => {
  const truth = [
    { from: 10, to: 20 },
    { from: 40, to: 50 },
    { from: 80, to: 90 },
  ];
  const alarms = [
    { from: 14, to: 16 },
    { from: 18, to: 60 },
    { from: 70, to: 75 },
  ];
  expect(judgeEpisodes(truth, alarms)).toEqual({ delays: [4, 0, null], falseAlarms: 1 });
});

test('the flag itself finds every episode at once and raises no false alarm', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (flags) => {
      const truth = findEpisodes(flags);
      expect(judgeEpisodes(truth, truth)).toEqual({ delays: truth.map(() => 0), falseAlarms: 0 });
    }),
  );
});
