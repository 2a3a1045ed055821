import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digitsOf } from './read-numeral.ts';

it.each([
  ['三号楼', '3号楼'],
  ['十二栋', '12栋'],
  ['二十单元', '20单元'],
  ['一百零三室', '103室'],
  ['二〇三', '203'],
  ['叁幢', '3幢'],
  ['贰拾伍号', '25号'],
  ['A座', 'A座'],
])('reads %s as %s', (text, expected) => {
  expect(digitsOf(text)).toBe(expected);
});

it('reads every number up to 999 as it is spelled', () => {
  const sign = '零一二三四五六七八九';
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999 }), (number) => {
      const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
      let spelled = hundreds ? `${sign[hundreds]}百` : '';
      if (tens) spelled += `${tens === 1 && !hundreds ? '' : sign[tens]}十`;
      else if (hundreds && ones) spelled += '零';
      if (ones) spelled += sign[ones];
      expect(digitsOf(spelled)).toBe(String(number));
    }),
  );
});
