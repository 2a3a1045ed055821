import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutName } from './cut-name.ts';

const cut = (text: string) => {
  const answer = cutName(text);
  return answer.ok ? `${answer.value.kind} ${answer.value.surname}|${answer.value.given}` : answer.reason;
};

describe('cutName', () => {
  it.each([
    ['王小明', 'han 王|小明'],
    ['王　明', 'han 王|明'],
    ['欧阳娜', 'han 欧阳|娜'],
    ['歐陽震華', 'han 歐陽|震華'],
    ['欧阳', 'han 欧|阳'],
    ['𠮷田', 'han 𠮷|田'],
    ['阿不都·买买提', 'dotted |阿不都·买买提'],
    ['阿不都•买买提', 'dotted |阿不都·买买提'],
    ['阿不都 . 买买提', 'dotted |阿不都·买买提'],
    ['Mary Smith', 'latin |MARY SMITH'],
    ['', 'empty'],
    ['王', 'length'],
    ['王先生', 'title'],
    ['不详', 'placeholder'],
    ['王小明1', 'characters'],
  ])('cuts %s into %s', (text, expected) => {
    expect(cut(text)).toBe(expected);
  });

  it('loses no character of a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'欧阳司马王小明丽·') }), (text) => {
        const answer = cutName(text);
        if (answer.ok) expect(answer.value.surname + answer.value.given).toBe(answer.value.name);
      }),
    );
  });
});
