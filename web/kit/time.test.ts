import { beforeAll, expect, test, vi } from 'vitest';
import { formatLeft, formatWhen } from './time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = new Date('2026-11-24T12:00:00+08:00');

beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  (await import('./i18n.ts')).startI18n({ zh: {}, en: {} });
});

test.each([
  [30_000, '不到 1 分钟'],
  [45 * MINUTE, '45 分钟'],
  [2 * HOUR, '2 小时'],
  [25 * HOUR + 59 * MINUTE, '1 天 1 小时'],
  [48 * HOUR + 5 * MINUTE, '2 天'],
  [-90 * MINUTE, '1 小时 30 分钟'],
])('%d ms is %s', (ms, words) => {
  expect(formatLeft(ms)).toBe(words);
});

test('a long time keeps all its days', () => {
  expect(formatLeft(400 * 24 * HOUR)).toBe('400 天');
});

test.each([
  ['2026-11-24T01:05:00Z', '今天 09:05'],
  // before midnight in Greenwich, the next day in China
  ['2026-11-23T15:59:00Z', '昨天 23:59'],
  ['2026-11-23T16:00:00Z', '今天 00:00'],
  ['2026-03-02T00:00:00Z', '3月2日 08:00'],
  ['2025-03-04T00:00:00Z', '2025年3月4日'],
  [null, ''],
  ['nonsense', ''],
])('%s reads as %s', (at, words) => {
  expect(formatWhen(at, now)).toBe(words);
});
