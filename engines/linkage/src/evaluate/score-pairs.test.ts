import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { scorePairs } from './score-pairs.ts';

const connection = await (await DuckDBInstance.create(':memory:')).connect();

const values = (rows: (string | number | null)[][], columns: string): string =>
  `(select * from (values ${rows.map((row) => `(${row.map((cell) => (cell === null ? 'null' : typeof cell === 'string' ? `'${cell}'` : cell)).join(', ')})`).join(', ')}) t(${columns}))`;

const truth = values(
  [
    ['a', 1, 'x'],
    ['b', 1, 'y'],
    ['c', 1, 'y'],
    ['d', 2, 'x'],
    ['e', 2, 'y'],
    ['f', null, 'x'],
  ],
  'record, entity, source',
);
const pairs = values(
  [
    ['b', 'a', 9],
    ['d', 'e', 7],
    ['a', 'd', 5],
    ['b', 'c', 3],
    ['a', 'f', 8],
  ],
  'id_l, id_r, weight',
);

it('counts right, wrong and missed pairs at every threshold, and passes over rows without a truth', async () => {
  const { points, best, matches } = await scorePairs(connection, pairs, { rows: truth });
  expect(matches).toBe(4);
  expect(points.map(({ threshold, right, wrong, missed }) => [threshold, right, wrong, missed])).toEqual([
    [3, 3, 1, 1],
    [5, 2, 1, 2],
    [7, 2, 0, 2],
    [9, 1, 0, 3],
  ]);
  expect(best).toEqual({ threshold: 3, right: 3, wrong: 1, missed: 1, precision: 0.75, recall: 0.75, f1: 0.75 });
});

it('judges only pairs of different sources when sources are linked', async () => {
  const { points, matches } = await scorePairs(connection, pairs, { rows: truth, betweenSources: true });
  expect(matches).toBe(3);
  expect(points.map(({ threshold, right, wrong }) => [threshold, right, wrong])).toEqual([
    [7, 2, 0],
    [9, 1, 0],
  ]);
});

it('takes labels either way round, and a judged match that was not predicted as missed', async () => {
  const labels = values(
    [
      ['a', 'b', 1],
      ['d', 'a', 0.2],
      ['c', 'a', 0.9],
      ['c', 'd', null],
    ],
    'id_l, id_r, score',
  );
  const { points, labelled, matches } = await scorePairs(connection, pairs, { labels });
  expect([labelled, matches]).toEqual([3, 2]);
  expect(points.map(({ threshold, right, wrong, missed }) => [threshold, right, wrong, missed])).toEqual([
    [5, 1, 1, 1],
    [9, 1, 0, 1],
  ]);
});

it('says that nothing was predicted by having no best threshold', async () => {
  const { best, points } = await scorePairs(connection, `(from ${pairs} limit 0)`, { rows: truth });
  expect([best, points]).toEqual([undefined, []]);
});
