import { expect, test } from 'vitest';
import { suggestMatters } from './suggest-matters.ts';
import type { Matter } from './use-matters.ts';

const matter = (key: string, zh: string, en: string): Matter => ({
  key,
  kind: 'matter',
  name: { zh, en },

  active: true,
});
const matters = [
  matter('M1', '井盖破损', 'Broken manhole cover'),
  matter('M2', '暴露垃圾', 'Exposed rubbish'),
  matter('M3', '噪声污染', 'Noise'),
  matter('M4', '路灯', 'Street lamp'),
];
const keys = (text: string) => suggestMatters(matters, text, 3).map(({ key }) => key);

test('a sentence that names the matter finds it', () => {
  expect(keys('小区门口有暴露垃圾，很臭')[0]).toBe('M2');
  expect(keys('楼下的路灯不亮')[0]).toBe('M4');
});

test('shared pairs are enough, in any place', () => {
  expect(keys('井盖坏了')).toContain('M1');
  expect(keys('夜里噪声很大')).toContain('M3');
});

test('English words find the English name', () => {
  expect(keys('the manhole cover is broken')).toEqual(['M1']);
});

test('nothing in common suggests nothing', () => {
  expect(keys('你好')).toEqual([]);
  expect(keys('')).toEqual([]);
});
