import { describe, expect, it } from 'vitest';
import { withDatabase } from '../../testing/with-database.ts';
import { queryRows } from '../entities/run-statements.ts';
import { keyedHash } from '../keyed-hash.ts';
import { policeFile as file, numberOf, policeRow as row } from '../testing/make-rows.ts';
import { withRecords } from '../testing/with-records.ts';

const database = withDatabase();
const records = withRecords(database);

const ADDRESS = '秦都区人民路街道芙蓉社区芙蓉小区3号楼2单元501室';
const WANG = numberOf('61040219900102001');
const CHILD = numberOf('61040220200102002');
const recordsOf = async (where = 'true') =>
  (
    await database.owner.query(
      `select r.id, r.area, r.fields, r.batch, r.vanished_at is not null as gone from record r join source s on s.id = r.source where s.code = 'police-households' and ${where} order by r.id`,
    )
  ).rows;

describe('runBatch', () => {
  it('takes good rows, sets bad ones aside with their reasons, and the sum closes', async () => {
    const batch = await records.importFile(
      'police-households',
      file(
        row('1', {
          公民身份号码: WANG,
          姓名: '王 小明',
          联系电话: '+86 138 1234 5678',
          出生日期: '1990年1月2日',
          婚姻状况: '已婚',
        }),
        row('2', { 公民身份号码: CHILD, 姓名: '王小宝', 联系电话: '12', 更新日期: '20261102' }),
        row('3', { 公民身份号码: '610402199001020012' }),
        row('4', { 姓名: '', 更新日期: '昨天' }),
        row('1'),
        ['5', '没有这么多格'],
      ),
    );
    expect(batch).toMatchObject({
      state: 'done',
      rows_in: 6,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      quarantined: 4,
      warnings: 1,
    });
    const { rows } = await database.owner.query(
      'select line, problems from record_quarantine where batch = $1 order by line',
      [batch.id],
    );
    expect(
      rows.map(({ line, problems }) => [
        line,
        problems.map((each: { column: string; code: string }) => `${each.column} ${each.code}`),
      ]),
    ).toEqual([
      [4, ['公民身份号码 citizen.check']],
      [5, ['姓名 required', '更新日期 date.form']],
      [6, ['登记编号 duplicate']],
      [7, ['null columns']],
    ]);
  });

  it('keeps the cells as they came, sensitive ones and all of a child under sealed names', async () => {
    const [adult, child] = await recordsOf();
    const named = (kind: string, value: string) => ({ '§': keyedHash(records.ctx, kind, value) });
    expect(adult.fields).toMatchObject({
      姓名: '王 小明',
      性别: '男',
      出生日期: '1990年1月2日',
      公民身份号码: named('citizen', WANG),
      联系电话: named('phone', '13812345678'),
    });
    expect(adult.area).toBe('610402001001');
    expect(child.fields).toMatchObject({
      姓名: named('name', '王小宝'),
      户籍地址: named('registered_address', ADDRESS),
      联系电话: named('phone', '12'),
      更新日期: '20261102',
    });
    const { rows } = await database.owner.query('select kind, sealed from secret where id = $1', [
      keyedHash(records.ctx, 'name', '王小宝'),
    ]);
    expect(rows.map(({ kind, sealed }) => [kind, records.ctx.sealer.openJson(sealed)])).toEqual([['name', '王小宝']]);
  });

  it('writes what every part of a row says into the work store, in normal form', async () => {
    const [persons, homes, rooms] = await records.inStore(async ({ db }) => [
      await queryRows(db, 'select * from m_person order by mention'),
      await queryRows(db, 'select * from m_household order by mention'),
      await queryRows(db, 'select * from m_dwelling order by mention'),
    ]);
    const key = '610402001001|芙蓉小区|3|2|501';
    expect(persons).toMatchObject([
      {
        part: 0,
        name: '王小明',
        citizen: WANG,
        sex: '1',
        phone: '13812345678',
        marital: '20',
        dwelling: key,
        area: '610402001001',
      },
      { name: '王小宝', citizen: CHILD, sex: '1', phone: null, dwelling: key },
    ]);
    expect(persons.map(({ birth, seen }) => [String(birth).slice(0, 15), String(seen).slice(0, 15)])).toEqual([
      ['Tue Jan 02 1990', 'Sun Nov 01 2026'],
      ['Thu Jan 02 2020', 'Mon Nov 02 2026'],
    ]);
    expect(homes?.map((row) => [row.key, row.part])).toEqual([
      ['H1', 1],
      ['H2', 1],
    ]);
    expect(rooms?.map((row) => row.key)).toEqual([key, key]);
  });
});
