import { expect, test } from 'vitest';
import type { CaseRow } from '../case/case-types.ts';
import { findRow, type ListedCases, patchRows } from './patch-rows.ts';

const row = (number: string, seq: number, leftMs: number) => ({ number, seq, leftMs }) as CaseRow;
const list: ListedCases = {
  pages: [
    { rows: [row('a', 2, 100), row('b', 3, 200)], next: 'x' },
    { rows: [row('c', 1, 300)], next: null },
  ],
  pageParams: [null, 'x'],
};
const shown = (listed: ListedCases) =>
  listed.pages.map((page) => page.rows.map(({ number, leftMs }) => [number, leftMs]));

test('rows are redrawn where they stand; strangers stay out', () => {
  const patched = patchRows(list, [row('c', 2, 250), row('new', 1, 1), row('a', 2, 90)]);
  expect(shown(patched)).toEqual([
    [
      ['a', 90],
      ['b', 200],
    ],
    [['c', 250]],
  ]);
});

test('an older answer does not undo a newer one', () => {
  expect(shown(patchRows(list, [row('b', 2, 999)]))).toEqual(shown(list));
});

test('a case is found on any page', () => {
  expect(findRow(list, 'c')?.seq).toBe(1);
  expect(findRow(list, 'z')).toBeUndefined();
});
