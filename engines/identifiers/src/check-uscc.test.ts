import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUscc, USCC_SIGNS } from './check-uscc.ts';
import { usccCodes } from './testing/uscc-codes.ts';

const reasonOf = (text: string) => {
  const answer = checkUscc(text);
  return answer.ok ? 'good' : answer.reason;
};

describe('checkUscc', () => {
  it.each([
    '91610402016111119W',
    '11610402MB00000038',
    '91610402MB00000030',
    '51610402MB00000034',
    '11610402MB0000000Y',
    '91610402MB0000000N',
    '51610402MB0000000T',
  ])('takes %s without a warning, whichever way letters count', (text) => {
    expect(checkUscc(text)).toMatchObject({ ok: true, value: { code: text, warnings: [] } });
  });

  it('reads the parts', () => {
    expect(checkUscc(' 91610402-016111119w')).toEqual({
      ok: true,
      value: {
        code: '91610402016111119W',
        registrar: '9',
        class: '1',
        area: '610402',
        organisation: '016111119',
        warnings: [],
      },
    });
  });

  it.each([
    ['　', 'empty'],
    ['91610402016111119', 'length'],
    ['9161040201611111IW', 'characters'],
    ['91A10402016111119W', 'characters'],
    ['91610402016111119X', 'check'],
  ])('refuses %s for its %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('only warns when the inner check does not fit', () => {
    const warned = fc.sample(usccCodes, 500).filter((code) => {
      const answer = checkUscc(code);
      return answer.ok && answer.value.warnings.length > 0;
    });
    expect(warned.length).toBeGreaterThan(300);
  });

  it('finds every single wrong sign and every swap of neighbours', () => {
    fc.assert(
      fc.property(usccCodes, fc.nat(16), fc.constantFrom(...USCC_SIGNS), (code, at, sign) => {
        expect(reasonOf(code)).toBe('good');
        if (sign !== code[at]) expect(reasonOf(code.slice(0, at) + sign + code.slice(at + 1))).not.toBe('good');
        if (code[at] !== code[at + 1])
          expect(reasonOf(code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2))).not.toBe('good');
      }),
    );
  });
});
