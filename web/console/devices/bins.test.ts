import { expect, test } from 'vitest';
import { moveBin, planQuery } from './bins-search.ts';
import { binTexts } from './bins-texts.ts';
import type { Bin, BinPlan } from './bins-types.ts';
import { urgencyOf } from './bins-urgency.ts';
import { roundCsv } from './round-csv.ts';

test('both languages have the same words', () => {
  expect(Object.keys(binTexts.en)).toEqual(Object.keys(binTexts.zh));
});

test('a bin that is put in is no longer taken out, and back again', () => {
  const out = moveBin({ add: '3,4', remove: '5' }, 4, 'remove');
  expect(out).toEqual({ add: '3', remove: '5,4' });
  expect(moveBin(out, 5, 'add')).toEqual({ add: '3,5', remove: '4' });
  expect(moveBin({ add: '3' }, 3, 'neither')).toEqual({ add: '', remove: '' });
  expect(planQuery({ within: '610402', add: '', hours: '24' })).toBe('within=610402&hours=24');
});

test('how soon a bin is full is said in four steps', () => {
  const now = Date.parse('2026-03-18T08:00:00Z');
  const after = (hours: number) => ({ fullAt: new Date(now + hours * 3_600_000).toISOString() });
  expect(
    [after(-1), after(0), after(6), after(60), after(80), { fullAt: null }].map((bin) => urgencyOf(bin, now)),
  ).toEqual(['now', 'now', 'day', 'soon', 'later', 'later']);
});

test('the driver’s table keeps commas and quotes, and no cell is a formula', () => {
  const bin = { id: 7, code: 'B-7', name: '=1+1', place: '东门, "旁"', lon: 108.7, lat: 34.33 } as Bin;
  const plan = {
    rounds: [
      {
        metres: 0,
        minutes: 3,
        load: 1,
        stops: [{ id: 7, overflow: 1, gain: 20, cost: 3, words: { zh: '满', en: 'full' } }],
      },
    ],
  } as unknown as BinPlan;
  expect(roundCsv(plan, new Map([[7, bin]]), ['车', '序'], 'zh')).toBe(
    `\uFEFF车,序\r\n1,1,B-7,'=1+1,"东门, ""旁""",108.7,34.33,满\r\n`,
  );
});
