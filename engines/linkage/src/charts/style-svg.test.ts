import { expect, it } from 'vitest';
import { fitText } from './style-svg.ts';

it('cuts a text to its width, a Chinese character counting nearly two', () => {
  expect(fitText('abc', 30)).toBe('abc');
  expect(fitText('渭城区人民路街道', 40)).toBe('渭城…');
  expect(fitText('abcdefghij', 40)).toBe('abcd…');
});
