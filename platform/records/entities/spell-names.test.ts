import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { queryRows } from './run-statements.ts';
import { spellName, spellNames } from './spell-names.ts';

it.each([
  ['张小明', 'zhangxiaoming', 'zxm'],
  ['单小明', 'shanxiaoming', 'sxm'], // as a surname, not dan
  ['欧阳娜', 'ouyangna', 'oyn'],
  ['吕布', 'lvbu', 'lb'],
  ['阿依古丽·买买提', 'ayigulimaimaiti', 'aygl'],
  ['芙蓉商店2号', 'furongshangdian2hao', 'frsd2h'],
])('spells %s as %s', (name, pinyin, initials) => {
  expect(spellName(name)).toMatchObject({ pinyin });
  expect(spellName(name).initials.startsWith(initials)).toBe(true);
});

it('spells every distinct name once, and only what is new', async () => {
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run('create table spelling (name varchar, pinyin varchar, initials varchar)');
  await db.run(`create table said as select unnest(['张三', '张三', null, '李四']) as name`);
  await spellNames(db, 'said');
  await db.run(`update spelling set pinyin = 'kept' where name = '张三'`);
  await db.run(`insert into said values ('王五')`);
  await spellNames(db, 'said');
  expect(await queryRows(db, 'select name, pinyin from spelling order by name')).toEqual([
    { name: '张三', pinyin: 'kept' },
    { name: '李四', pinyin: 'lisi' },
    { name: '王五', pinyin: 'wangwu' },
  ]);
});
