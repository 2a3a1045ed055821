import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkCitizenNumber } from '../check-citizen-number.ts';
import { checkPhone } from '../check-phone.ts';
import { checkUscc } from '../check-uscc.ts';
import { citizenNumbers } from '../testing/citizen-numbers.ts';
import { usccCodes } from '../testing/uscc-codes.ts';
import { citizenCheckSql, citizenNumberSql } from './citizen-check-sql.ts';
import { phoneCheckSql, phoneNumberSql } from './phone-check-sql.ts';
import { usccCheckSql, usccCodeSql, usccInnerCheckSql } from './uscc-check-sql.ts';

/** Good texts, the same with one sign changed, cut or added, and plain noise of the signs given. */
function damaged(good: fc.Arbitrary<string>, signs: string): fc.Arbitrary<string> {
  const noise = fc.string({ unit: fc.constantFrom(...signs), maxLength: 20 });
  const changed = fc
    .tuple(good, fc.nat(20), fc.constantFrom(...signs, ''))
    .map(([text, at, sign]) => text.slice(0, at) + sign + text.slice(at + 1));
  const grown = fc
    .tuple(good, fc.nat(20), fc.constantFrom(...signs))
    .map(([text, at, sign]) => text.slice(0, at) + sign + text.slice(at));
  return fc.oneof(good, changed, grown, noise);
}

async function ask(texts: readonly string[], ...expressions: string[]): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    await connection.run('CREATE TABLE given (i INTEGER, c VARCHAR)');
    const appender = await connection.createAppender('given');
    for (const [i, text] of texts.entries()) {
      appender.appendInteger(i);
      appender.appendVarchar(text);
      appender.endRow();
    }
    appender.closeSync();
    const result = await connection.runAndReadAll(`SELECT ${expressions.join(', ')} FROM given ORDER BY i`);
    return result.getRows();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('the checks in SQL', () => {
  let seed = 0;
  beforeAll(() => {
    seed = Date.now() & 0xffff;
    console.log(`seed ${seed}`);
  });

  it('judge citizen numbers like the ones in TypeScript', async () => {
    const old = citizenNumbers.map((number) => number.slice(0, 6) + number.slice(8, 17));
    const texts = fc.sample(damaged(fc.oneof(citizenNumbers, old), '0123456789Xx 9-０９Ｘ\u00a0A王'), {
      numRuns: 6000,
      seed,
    });
    const rows = await ask(texts, citizenCheckSql('c', "DATE '2020-06-30'"), citizenNumberSql('c'));
    const good = texts.filter((text, i) => {
      const answer = checkCitizenNumber(text, 20_200_630);
      expect([text, rows[i]?.[0]]).toEqual([text, answer.ok ? null : answer.reason]);
      if (answer.ok) expect([text, rows[i]?.[1]]).toEqual([text, answer.value.number]);
      return answer.ok;
    });
    expect(good.length).toBeGreaterThan(1000);
  });

  it('judge credit codes like the ones in TypeScript', async () => {
    const texts = fc.sample(damaged(usccCodes, '0123456789ABXYxyIOSVZ ９-Ａ王'), { numRuns: 6000, seed });
    const rows = await ask(texts, usccCheckSql('c'), usccCodeSql('c'), usccInnerCheckSql('c'));
    const good = texts.filter((text, i) => {
      const answer = checkUscc(text);
      expect([text, rows[i]?.[0]]).toEqual([text, answer.ok ? null : answer.reason]);
      if (answer.ok)
        expect([text, rows[i]?.[1], rows[i]?.[2]]).toEqual([
          text,
          answer.value.code,
          answer.value.warnings.length === 0,
        ]);
      return answer.ok;
    });
    expect(good.length).toBeGreaterThan(1000);
  });

  it.each([undefined, '029'])('judge phones like the ones in TypeScript, area code %s', async (areaCode) => {
    const good = fc.oneof(
      fc.stringMatching(/^(\+86|86|0086-)? ?1[3-9]\d{9}$/),
      fc.stringMatching(/^(\+86 ?)?[(（]?0?(29|10|913|755)[)） -]?[2-9]\d{3} ?\d{3,4}(-\d{3}|转\d|ext\d\d)?$/),
      fc.constantFrom('110', '12345', '95588', '4008123456', '13800000000', '33212345'),
    );
    const texts = fc.sample(damaged(good, '0123456789 -+()（）－—转xe.０８\u00a0八'), { numRuns: 8000, seed });
    const rows = await ask(texts, phoneCheckSql('c', areaCode), phoneNumberSql('c', areaCode));
    const taken = texts.filter((text, i) => {
      const answer = checkPhone(text, areaCode);
      expect([text, rows[i]?.[0]]).toEqual([text, answer.ok ? null : answer.reason]);
      if (answer.ok) expect([text, rows[i]?.[1]]).toEqual([text, answer.value.number]);
      return answer.ok;
    });
    expect(taken.length).toBeGreaterThan(1000);
  });

  it('take no value for an empty one', async () => {
    const rows = await ask(
      [''],
      citizenCheckSql('NULL::VARCHAR'),
      usccCheckSql('NULL::VARCHAR'),
      phoneCheckSql('NULL::VARCHAR'),
    );
    expect(rows).toEqual([['empty', 'empty', 'empty']]);
  });
});
