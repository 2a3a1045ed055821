import { expect, it } from 'vitest';
import { writeForm } from './look-alikes.ts';
import { readPinyin } from './read-pinyin.ts';

it.each([
  ['张小明', 'zhang xiao ming'],
  ['章晓鸣', 'zhang xiao ming'],
  ['单雄信', 'shan xiong xin'], // a surname is read otherwise than the word
  ['曾国藩', 'zeng guo fan'],
  ['Alice', 'alice'],
  ['Li 伟', 'li wei'],
  ['买买提·吐尔逊', 'mai mai ti · tu er xun'],
])('reads %s as %s', (name, reading) => {
  expect(readPinyin(name)).toBe(reading);
});

it('gives look-alikes one form, and leaves the rest as they are', () => {
  expect(writeForm('王玲')).toBe(writeForm('王铃'));
  expect(writeForm('李末')).toBe(writeForm('李未'));
  expect(writeForm('张伟')).not.toBe(writeForm('张军'));
});
