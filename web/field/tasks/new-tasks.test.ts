import { expect, test } from 'vitest';
import type { CaseRow } from '../offline/case-types.ts';
import { newTasks } from './new-tasks.ts';

const rows = ['1', '2', '3'].map((number) => ({ number }) as CaseRow);

test("what came since the last look is new, but not one's own report", () => {
  expect(newTasks(new Set(['1']), rows, new Set(['3'])).map((row) => row.number)).toEqual(['2']);
});

test('nothing is new at the first look', () => {
  expect(newTasks(null, rows, new Set())).toEqual([]);
});
