import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, it } from 'vitest';
import { readRows } from '../run-sql.ts';
import { readRowsFrom } from './read-rows-from.ts';
import { writeRowsTo } from './write-rows-to.ts';

const folder = mkdtempSync(join(tmpdir(), 'gewu-link-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const connection = await (await DuckDBInstance.create(':memory:')).connect();

it('takes CSV as it is written: leading zeros, quoted line breaks, spaces in the header', async () => {
  const file = join(folder, 'in.csv');
  writeFileSync(file, 'id, name ,phone\n007,"王\n小","0291,2"\n8,,\n');
  await readRowsFrom(connection, file, 'read_csv_rows');
  expect(await readRows(connection, 'from read_csv_rows')).toEqual([
    { id: '007', name: '王\n小', phone: '0291,2' },
    { id: '8', name: null, phone: null },
  ]);
});

it.each(['out.csv', 'out.tsv', 'out.parquet', 'out.json', 'out.ndjson', 'deep/out.csv.gz'])(
  'reads back what it wrote as %s',
  async (name) => {
    const file = join(folder, name);
    const query = `select * from (values ('a', '甲,"乙"'), ('b', null)) t(id, name)`;
    expect(await writeRowsTo(connection, query, file)).toBe(2);
    await readRowsFrom(connection, file, 'back');
    expect(await readRows(connection, 'from back order by id')).toEqual(await readRows(connection, query));
  },
);

it('takes many cells that go over lines', async () => {
  const file = join(folder, 'lines.csv');
  const cell = (i: number): string => `"Ro""bert","Al,an\n${i}"`;
  writeFileSync(file, `id,a,b\n${Array.from({ length: 3000 }, (_, i) => `${i},${cell(i)}`).join('\n')}\n`);
  await readRowsFrom(connection, file, 'lines');
  expect(
    await readRows(
      connection,
      `select count(*) as n, count(*) filter (b = 'Al,an' || chr(10) || id) as right_n from lines`,
    ),
  ).toEqual([{ n: 3000, right_n: 3000 }]);
});

it('reads what an office wrote in GB 18030, and refuses to guess', async () => {
  const file = join(folder, 'gbk.csv');
  writeFileSync(file, Buffer.from([...Buffer.from('id,name\n1,'), 0xcd, 0xf5, 0x0a])); // 王
  await readRowsFrom(connection, file, 'gbk', 'gb18030');
  expect(await readRows(connection, 'from gbk')).toEqual([{ id: '1', name: '王' }]);
  await expect(readRowsFrom(connection, file, 'gbk')).rejects.toThrow();
  writeFileSync(file, Buffer.from([0x61, 0x0a, 0xff, 0xff]));
  await expect(readRowsFrom(connection, file, 'gbk', 'gb18030')).rejects.toThrow(/encoded/);
});

it('says that a file is not there', async () => {
  await expect(readRowsFrom(connection, join(folder, 'none.csv'), 'none')).rejects.toThrow(/There is no file/);
});
