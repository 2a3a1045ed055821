import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPhone } from './check-phone.ts';

const read = (text: string, areaCode?: string) => {
  const answer = checkPhone(text, areaCode);
  return answer.ok ? answer.value.number : answer.reason;
};

describe('checkPhone', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['+86 138-1234-5678', '13812345678'],
    ['0086 13812345678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['１３８ １２３４ ５６７８', '13812345678'],
    ['029-33212345', '029-33212345'],
    ['(029)33212345', '029-33212345'],
    ['（029）3321 2345', '029-33212345'],
    ['029－33212345－801', '029-33212345-801'],
    ['02933212345转801', '029-33212345-801'],
    ['+86 29 3321 2345', '029-33212345'],
    ['0913-2345678', '0913-2345678'],
    ['0755 82345678', '0755-82345678'],
    ['400-123-4567', '4001234567'],
    ['', 'empty'],
    ['13812345', 'length'],
    ['138123456789', 'prefix'],
    ['12812345678', 'prefix'],
    ['02612345678', 'prefix'],
    ['029-1234567', 'length'],
    ['33212345', 'no-area'],
    ['12345', 'hotline'],
    ['110', 'hotline'],
    ['13800000000', 'filler'],
    ['1381234567八', 'characters'],
    ['13812345678/13912345678', 'length'],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('takes a local number where the area code is known', () => {
    expect(read('33212345', '029')).toBe('029-33212345');
    expect(read('3321-2345转8', '029')).toBe('029-33212345-8');
  });

  it('leaves its own normal form as it is', () => {
    const number = fc.oneof(
      fc.stringMatching(/^1[3-9]\d{9}$/),
      fc.stringMatching(/^029-[2-9]\d{7}(-\d{1,6})?$/),
      fc.stringMatching(/^09\d{2}-[2-9]\d{6}$/),
    );
    fc.assert(
      fc.property(number, (text) => {
        fc.pre(!text.endsWith('00000000'));
        expect(read(text)).toBe(text);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof checkPhone(text).ok === 'boolean'));
  });
});
