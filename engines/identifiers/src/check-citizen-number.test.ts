import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCitizenNumber } from './check-citizen-number.ts';
import { citizenCheckDigit } from './citizen-check-digit.ts';
import { citizenNumbers } from './testing/citizen-numbers.ts';
import { upgradeOldNumber } from './upgrade-old-number.ts';

const TODAY = 20_260_101;
const reasonOf = (text: string) => {
  const answer = checkCitizenNumber(text, TODAY);
  return answer.ok ? 'good' : answer.reason;
};

describe('checkCitizenNumber', () => {
  it.each(['610402199001010016', '610402194912310025', '11010519491231002X', '11010519491231002x'])(
    'takes %s',
    (text) => {
      expect(reasonOf(text)).toBe('good');
    },
  );

  it('reads the parts', () => {
    expect(checkCitizenNumber(' 110105-19491231-002ｘ', TODAY)).toEqual({
      ok: true,
      value: {
        number: '11010519491231002X',
        kind: 'citizen',
        old: false,
        area: '110105',
        birth: '1949-12-31',
        sex: 'female',
      },
    });
  });

  it.each([
    ['', 'empty'],
    ['61040219900101001', 'length'],
    ['6104021990010100166', 'length'],
    ['61040219900101001A', 'characters'],
    ['6104O2199001010016', 'characters'],
    ['61040290010100X', 'characters'],
    ['000402199001010016', 'area'],
    ['990402199001010016', 'area'],
    ['610402201502290036', 'date'],
    ['610402199013010016', 'date'],
    ['610402179912310016', 'date'],
    ['610402202601020016', 'future'],
    ['610402199001010017', 'check'],
  ])('refuses %s for its %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('knows the other holders of such numbers', () => {
    const withCheck = (body: string) => body + citizenCheckDigit(body);
    const kindOf = (text: string) => {
      const answer = checkCitizenNumber(text, TODAY);
      return answer.ok && answer.value.kind;
    };
    expect(kindOf(withCheck('91184019900101001'))).toBe('foreigner');
    expect(kindOf(withCheck('81000019900101001'))).toBe('hmt');
    expect(reasonOf(withCheck('90084019900101001'))).toBe('area');
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(citizenNumbers, fc.nat(17), fc.nat(9), (number, at, digit) => {
        fc.pre(number[at] !== String(digit));
        expect(reasonOf(number)).toBe('good');
        expect(reasonOf(number.slice(0, at) + digit + number.slice(at + 1))).not.toBe('good');
      }),
    );
  });

  it('finds every swap of neighbours', () => {
    fc.assert(
      fc.property(citizenNumbers, fc.nat(16), (number, at) => {
        fc.pre(number[at] !== number[at + 1]);
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
        expect(reasonOf(swapped)).not.toBe('good');
      }),
    );
  });

  it('takes an old number as its new form', () => {
    fc.assert(
      fc.property(citizenNumbers, (number) => {
        const old = number.slice(0, 6) + number.slice(8, 17);
        const century = Number(old.slice(12)) >= 996 ? '18' : '19';
        const answer = checkCitizenNumber(old, TODAY);
        fc.pre(answer.ok); // 29 February 1900 does not exist, that of 2000 does
        expect(answer.ok && answer.value.old).toBe(true);
        expect(answer.ok && answer.value.number).toBe(upgradeOldNumber(old));
        expect(upgradeOldNumber(old)?.slice(0, 17)).toBe(old.slice(0, 6) + century + old.slice(6));
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof checkCitizenNumber(text).ok === 'boolean'));
  });

  it('is fast enough for a district: a million a second', () => {
    const numbers = fc.sample(citizenNumbers, 1000);
    let good = 0;
    const before = process.cpuUsage();
    for (let round = 0; round < 300; round++)
      for (const number of numbers) if (checkCitizenNumber(number, TODAY).ok) good++;
    const { user } = process.cpuUsage(before);
    expect(good).toBe(300_000);
    expect(user / 1e6).toBeLessThan(0.6); // twice the time that a quiet core may take
  });
});
