import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileCitizenRight } from './compile-citizen-right.ts';
import { compileGamma } from './compile-gamma.ts';
import { derivedColumns } from './compile-test.ts';
import { writeForm } from './look-alikes.ts';
import { readPinyin } from './read-pinyin.ts';
import { quoteText, readRows } from './run-sql.ts';
import type { LevelTest } from './types.ts';

const connection = await (await DuckDBInstance.create(':memory:')).connect();

type Pair = [a: string | null, b: string | null];

/** Rows with one text in `a`, another in `b`, what the engine derives of `a`, and their number in `i`. */
function selectRows(rows: readonly Pair[], type = 'VARCHAR'): string {
  const value = (text: string | null) => (text === null ? 'NULL' : quoteText(text));
  const right = compileCitizenRight('a', 'body');
  const derived = type === 'VARCHAR' ? `, ${right.right} AS ${derivedColumns.right('a')}` : '';
  const values = rows.map(([a, b], i) => {
    const read = [a && readPinyin(a), a && writeForm(a), a && [...a].sort().join('')];
    return `(${i}, ${[a, b, ...read].map(value).join(', ')})`;
  });
  return `SELECT *${derived} FROM (SELECT *, ${type === 'VARCHAR' ? right.body : 'NULL'} AS body FROM (
    SELECT i, a::${type} AS a, b::${type} AS b, py AS ${derivedColumns.pinyin('a')}, sh AS ${derivedColumns.shape('a')}, so AS ${derivedColumns.sorted('a')}
    FROM (VALUES ${values.join(', ')}) AS t(i, a, b, py, sh, so)))`;
}

/** The level of two values under one test: 0 it holds, 1 it does not, −1 unknown. */
async function judge(when: LevelTest, l: string | null, r: string | null, type = 'VARCHAR', other?: [string, string]) {
  const gamma = compileGamma({
    key: 'k',
    name: { zh: '', en: '' },
    field: 'a',
    levels: [{ name: { zh: '', en: '' }, when }],
  });
  const [row] = await readRows(
    connection,
    `SELECT ${gamma} AS g FROM (${selectRows([[l, other?.[0] ?? null]], type)}) AS l, (${selectRows([[r, other?.[1] ?? null]], type)}) AS r`,
  );
  return Number(row?.g);
}

it.each<[LevelTest, string, string, boolean]>([
  [{ is: 'exact' }, '张三', '张三', true],
  [{ is: 'jaro_winkler', least: 0.96 }, 'martha', 'marhta', true], // 0.9611, as in Winkler's own example
  [{ is: 'jaro_winkler', least: 0.97 }, 'martha', 'marhta', false],
  [{ is: 'edits', most: 1 }, 'smith', 'smiht', true],
  [{ is: 'edits', most: 1 }, 'smith', 'smthi', false],
  [{ is: 'contains', least: 4 }, '秦都建设有限公司', '秦都建设', true],
  [{ is: 'contains', least: 5 }, '秦都建设有限公司', '秦都建设', false],
  [{ is: 'same_pinyin' }, '张伟', '章玮', true],
  [{ is: 'same_pinyin' }, '张伟', '张明', false],
  [{ is: 'one_character' }, '张小明', '张晓明', true],
  [{ is: 'one_character' }, '张小明', '李晓明', false],
  [{ is: 'one_character' }, '买买提·吐尔逊', '买买提·吐尔迅', true],
  [{ is: 'one_character' }, '明', '民', false],
  [{ is: 'same_characters' }, '张明小', '张小明', true],
  [{ is: 'similar_shape' }, '张晴', '张明', false],
  [{ is: 'similar_shape' }, '王玲', '王铃', true],
  [{ is: 'similar_digits' }, '13800001111', '13300001111', true],
  [{ is: 'similar_digits' }, '13900001111', '13400001111', false],
  [{ is: 'one_digit' }, '13800001111', '13800001119', true],
  [{ is: 'one_digit' }, '13800001111', '13800002119', false],
  [{ is: 'transposed' }, '13800001112', '13800001121', true],
  [{ is: 'transposed' }, '13800001112', '18300001121', false],
  [{ is: 'check_digit' }, '11010519491231002X', '110105194912310021', true],
  [{ is: 'old_form' }, '11010519491231002X', '110105491231002', true],
  [{ is: 'old_form' }, '11010519491231002X', '110105491231003', false],
  // The first is the example of GB 11643, 440524188001010014 is right too: two people.
  [{ is: 'citizen_doubtful' }, '11010519491231002X', '440524188001010014', false],
  [{ is: 'citizen_doubtful' }, '11010519491231002X', '440524188001010015', true],
  [{ is: 'citizen_doubtful' }, '11010519491231002X', '110105491231003', true],
  [{ is: 'all', of: [{ is: 'one_digit' }, { is: 'edits', most: 1 }] }, '12', '13', true],
  [{ is: 'any', of: [{ is: 'exact' }, { is: 'transposed' }] }, '12', '21', true],
  [{ is: 'sql', condition: 'left(l.a, 1) = left(r.a, 1)' }, '张三', '张四', true],
])('judges %j of %s and %s', async (when, l, r, holds) => {
  expect(await judge(when, l, r)).toBe(holds ? 0 : 1);
});

it.each<[LevelTest, string, string, string, boolean]>([
  [{ is: 'date_parts', parts: ['year', 'month'] }, 'DATE', '1990-03-04', '1990-03-14', true],
  [{ is: 'date_parts', parts: ['year', 'day'] }, 'DATE', '1990-03-04', '1990-03-14', false],
  [{ is: 'date_swap' }, 'DATE', '1990-03-04', '1990-04-03', true],
  [{ is: 'days', most: 2 }, 'DATE', '1990-02-28', '1990-03-02', true],
  [{ is: 'days', most: 1 }, 'DATE', '1990-02-28', '1990-03-02', false],
  [{ is: 'distance', most: 0.5 }, 'DOUBLE', '10', '10.5', true],
  [{ is: 'distance', most: 0.4 }, 'DOUBLE', '10', '10.5', false],
  [{ is: 'ratio', least: 0.9 }, 'DOUBLE', '90', '100', true],
  [{ is: 'ratio', least: 0.9 }, 'DOUBLE', '89', '100', false],
  [{ is: 'overlap', least: 0.5 }, 'VARCHAR[]', '[a, b]', '[b, c, d]', true],
  [{ is: 'overlap', least: 0.6 }, 'VARCHAR[]', '[a, b]', '[b, c, d]', false],
  [{ is: 'jaccard', least: 0.25 }, 'VARCHAR[]', '[a, b]', '[b, c, d]', true],
  [{ is: 'jaccard', least: 0.3 }, 'VARCHAR[]', '[a, b]', '[b, c, d]', false],
])('judges %j of %s %s and %s', async (when, type, l, r, holds) => {
  expect(await judge(when, l, r, type)).toBe(holds ? 0 : 1);
});

it('measures the great circle: one degree of the equator is 111.195 km', async () => {
  const near = (most: number): LevelTest => ({ is: 'kilometres', most, longitude: 'b' });
  expect(await judge(near(111.2), '0', '0', 'DOUBLE', ['108', '109'])).toBe(0);
  expect(await judge(near(111.1), '0', '0', 'DOUBLE', ['108', '109'])).toBe(1);
});

it('sees names that were exchanged', async () => {
  expect(await judge({ is: 'crossed', with: 'b' }, 'alan', 'smith', 'VARCHAR', ['smith', 'alan'])).toBe(0);
  expect(await judge({ is: 'crossed', with: 'b' }, 'alan', 'smith', 'VARCHAR', ['smith', 'alain'])).toBe(1);
});

it('says nothing where a value is missing', async () => {
  expect(await judge({ is: 'exact' }, null, '张三')).toBe(-1);
});

const TEXT_TESTS: LevelTest[] = [
  { is: 'exact' },
  { is: 'jaro_winkler', least: 0.8 },
  { is: 'edits', most: 2 },
  { is: 'crossed', with: 'b' },
  { is: 'contains', least: 2 },
  { is: 'same_pinyin' },
  { is: 'one_character' },
  { is: 'same_characters' },
  { is: 'similar_shape' },
  { is: 'similar_digits' },
  { is: 'one_digit' },
  { is: 'transposed' },
  { is: 'check_digit' },
  { is: 'old_form' },
  { is: 'citizen_doubtful' },
];

it('judges two rows alike, whichever comes first', async () => {
  const text = fc.option(
    fc.oneof(
      fc.string({ unit: fc.constantFrom(...'张章王玲铃晴明小晓'), minLength: 1, maxLength: 4 }),
      fc.string({ unit: fc.constantFrom(...'0123X'), minLength: 1, maxLength: 18 }),
      fc.string({ unit: fc.constantFrom(...'aelmnstz'), minLength: 1, maxLength: 9 }),
    ),
  );
  const gammas = TEXT_TESTS.map(
    (when, i) =>
      `${compileGamma({ key: 'k', name: { zh: '', en: '' }, field: 'a', levels: [{ name: { zh: '', en: '' }, when }] })} AS g${i}`,
  );
  const pair = fc.tuple(text, text, text, text);
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: 60, maxLength: 60 }), async (pairs) => {
      for (const [side, name] of ['one', 'other'].entries()) {
        const rows = pairs.map((values): Pair => [values[side] ?? null, values[side + 2] ?? null]);
        await connection.run(`CREATE OR REPLACE TABLE ${name} AS ${selectRows(rows)}`);
      }
      const judged = (l: string, r: string) =>
        readRows(connection, `SELECT ${gammas.join(', ')} FROM ${l} AS l JOIN ${r} AS r ON l.i = r.i ORDER BY l.i`);
      expect(await judged('one', 'other')).toEqual(await judged('other', 'one'));
    }),
    { numRuns: 8 },
  );
});
