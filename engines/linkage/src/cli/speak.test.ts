import { expect, it } from 'vitest';
import { chooseLanguage, layOut } from './speak.ts';

it('speaks the language asked for, else that of the system', () => {
  expect(chooseLanguage(['--lang', 'zh'], { LANG: 'en_US.UTF-8' })).toBe('zh');
  expect(chooseLanguage(['--lang=en'], { LANG: 'zh_CN.UTF-8' })).toBe('en');
  expect(chooseLanguage([], { LANG: 'zh_CN.UTF-8' })).toBe('zh');
  expect(chooseLanguage([], {})).toBe('en');
});

it('sets columns straight, with Chinese characters twice as wide', () => {
  expect(
    layOut([
      ['规则', 'pairs'],
      ['birth', 1234],
    ]),
  ).toBe('规则   pairs\nbirth  1,234');
});
