import { expect, test } from 'vitest';
import { pickBasis } from './pick-basis.ts';

test('shipped rows speak both languages, edited ones the one they were written in', () => {
  expect(pickBasis('默认值。 | Default.', 'zh-CN')).toBe('默认值。');
  expect(pickBasis('默认值。 | Default.', 'en')).toBe('Default.');
  expect(pickBasis('区政府会议纪要', 'en')).toBe('区政府会议纪要');
  expect(pickBasis(null, 'zh-CN')).toBe('');
});
