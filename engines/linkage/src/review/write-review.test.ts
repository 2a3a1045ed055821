import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, it } from 'vitest';
import { smallModel, smallRows } from '../explain/small-example.ts';
import { readRows } from '../run-sql.ts';
import { readReview } from './read-review.ts';
import { writeReview } from './write-review.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-link-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'review.csv');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(smallRows);
await connection.run(`create table pairs as select * from (values
  ('a', 'b', 4.0), ('a', 'c', 2.0), ('b', 'c', -20.0), ('c', 'd', 3.1)) t(id_l, id_r, weight)`);
const options = { connection, pairs: 'pairs', table: 'people', model: smallModel, file };

it('writes the pairs near the threshold side by side, and reads the answers back', async () => {
  expect(await writeReview({ ...options, width: 3 })).toBe(3);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines[0]).toBe('id_l,id_r,weight,probability,answer,name_l,name_r,birth_l,birth_r');
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 4).join(','))).toEqual([
    'a,c,2.0,0.8',
    'c,d,3.1,0.8956',
    'a,b,4.0,0.9412',
  ]);
  const answered = lines.map((line, at) => line.replace('""', ['', '是', '?', 'no'][at] ?? ''));
  writeFileSync(file, answered.join('\n'));
  expect(await readReview(connection, file, 'labels')).toBe(2);
  expect(await readRows(connection, 'from labels order by id_r')).toEqual([
    { id_l: 'a', id_r: 'b', score: 0 },
    { id_l: 'a', id_r: 'c', score: 1 },
  ]);
});

it('draws evenly over the weights when there are too many', async () => {
  await connection.run(`create or replace table many as
    select 'a' as id_l, 'b' as id_r, 2.9 as weight from range(1000) union all select 'c', 'd', 5.5`);
  expect(await writeReview({ ...options, pairs: 'many', width: 3, most: 2 })).toBe(2);
  expect(readFileSync(file, 'utf8')).toMatch(/\na,b,2\.9.*\nc,d,5\.5/);
});

it('names an answer that is neither yes nor no', async () => {
  writeFileSync(file, 'id_l,id_r,answer\na,b,perhaps\n');
  await expect(readReview(connection, file, 'labels')).rejects.toThrow(/"perhaps" for a and b/);
});
