import { expect, test } from 'vitest';
import type { DeviceValue } from './device-types.ts';
import { beginTest, judgeTest, TEST_MS } from './judge-test.ts';

const value = (key: string, at: string | null): DeviceValue => ({
  key,
  name: { zh: key, en: key },
  unit: null,
  value: at === null ? null : 1,
  at,
});
const before = { messages: 4, keys: [value('smoke', 't1'), value('test', null)] };
const start = beginTest(before, 1000);

test('waits while the platform holds nothing new, and gives up in the end', () => {
  expect(judgeTest(start, before, 2000).state).toBe('waits');
  expect(judgeTest(start, before, 1000 + TEST_MS).state).toBe('waits');
  expect(judgeTest(start, before, 1001 + TEST_MS).state).toBe('silent');
});

test('is heard with the first message after the start, late or not, and names the values that are new', () => {
  const after = { messages: 5, keys: [value('smoke', 't1'), value('test', 't2')] };
  for (const now of [1500, 1001 + TEST_MS]) {
    const { state, fresh } = judgeTest(start, after, now);
    expect(state).toBe('heard');
    expect(fresh.map(({ key }) => key)).toEqual(['test']);
  }
});
