import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '../../access/actor.ts';
import { staffAt } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { linkRecords } from '../entities/link-records.ts';
import { runLink } from '../entities/run-link.ts';
import { keyedHash } from '../keyed-hash.ts';
import { setPlainWeights } from '../testing/plain-weights.ts';
import { addressOf, fileOf, numberOf } from '../testing/sample-rows.ts';
import { withRecords } from '../testing/with-records.ts';
import { decide } from './decide.ts';
import { undoDecision } from './undo-decision.ts';

const database = withDatabase();
const records = withRecords(database);
const clerk: Actor = staffAt('610402', 'district_desk');
const A = numberOf('61040219900102001');
const B = numberOf('61040219900102003');
const police: Record<string, string>[] = [
  { 登记编号: '1', 姓名: '王小明', 公民身份号码: A, 户号: 'H1', 户籍地址: addressOf('501'), 更新日期: '2026-10-01' },
  { 登记编号: '2', 姓名: '王晓名', 公民身份号码: B, 户号: 'H2', 户籍地址: addressOf('502'), 更新日期: '2026-10-01' },
];
const social: Record<string, string>[] = [
  {
    参保记录号: '1',
    社会保障号: A,
    姓名: '王小明',
    联系手机: '13812345678',
    居住地址: addressOf('501'),
    变更日期: '2026-09-01',
  },
  {
    参保记录号: '2',
    社会保障号: A,
    姓名: '王小明',
    联系手机: '13912345678',
    居住地址: addressOf('503'),
    变更日期: '2026-08-01',
  },
  { 参保记录号: '3', 社会保障号: B, 姓名: '王晓名', 联系手机: '13712345678', 变更日期: '2026-09-01' },
];
const link = (full = false) => records.inStore((store) => linkRecords(records.ctx, store, { full }));
const row = async (id: number) =>
  (await database.owner.query('select * from entity where id = $1', [id])).rows[0] as Record<string, unknown> & {
    fields: Record<string, unknown>;
  };
const placed = async () =>
  (
    await database.owner.query<{ record: number; part: number; entity: number }>(
      'select r.record, r.part, r.entity from record_entity r join entity e on e.id = r.entity where e.kind = $1 order by 1, 2',
      ['person'],
    )
  ).rows;
const looks = async () => ({
  placed: await placed(),
  entities: (
    await database.owner.query(
      'select id, kind, area, label, fields, provenance, conflicts, rows, fed_by, merged_into from entity where rows > 0 order by id',
    )
  ).rows,
  terms: (
    await database.owner.query(
      'select t.* from entity_term t join entity e on e.id = t.entity and e.rows > 0 order by term, entity',
    )
  ).rows,
  links: (
    await database.owner.query(
      'select l.* from entity_link l join entity e on e.id = l.from_entity and e.rows > 0 order by from_entity, relation, to_entity',
    )
  ).rows,
});
const idOf = async (name: string) =>
  (
    await database.owner.query<{ id: number }>(
      `select id from entity where kind = 'person' and label = $1 and merged_into is null`,
      [name],
    )
  ).rows[0]?.id as number;
const phone = (number: string) => ({ '§': keyedHash(records.ctx, 'phone', number) });
const recordOf = async (source: string, key: string) =>
  (
    await database.owner.query<{ id: number }>(
      `select r.id from record r join source s on s.id = r.source where s.code = $1 and $2 in (r.fields->>'登记编号', r.fields->>'参保记录号')`,
      [source, key],
    )
  ).rows[0]?.id as number;

beforeAll(async () => {
  await setPlainWeights(database.owner);
  await records.importFile('police-households', fileOf('police-households', police));
  await records.importFile('social-security', fileOf('social-security', social));
  await link();
});

describe('decide', { timeout: 120_000 }, () => {
  it('merges two people at once, keeps it over every run, and takes it back', async () => {
    const [keep, other] = [await idOf('王小明'), await idOf('王晓名')];
    const before = await looks();
    const { decision } = await decide(records.ctx, clerk, {
      kind: 'merge',
      entities: [keep, other],
      reason: '同一人，改过名',
    });
    expect(await row(keep)).toMatchObject({ rows: 5, label: '王小明', merged_into: null });
    expect(await row(other)).toMatchObject({ rows: 0, label: '', fields: {}, merged_into: keep });
    const merged = await looks();
    for (const full of [false, true]) {
      await link(full);
      expect(await looks()).toEqual(merged);
    }
    const { rows: audit } = await database.owner.query(
      `select subject, data->>'decision' as decision from audit_event where kind = 'record-merge'`,
    );
    expect(audit).toEqual([{ subject: `entity:${keep}`, decision: String(decision) }]);
    await undoDecision(records.ctx, clerk, decision);
    expect(await looks()).toEqual(before);
    await link();
    expect(await looks()).toEqual(before);
    await expect(undoDecision(records.ctx, clerk, decision)).rejects.toThrow('undone already');
  });

  it('splits rows off, keeps them apart in every run, and takes it back', async () => {
    const id = await idOf('王小明');
    const before = await looks();
    const record = await recordOf('social-security', '2');
    const { made, decision } = await decide(records.ctx, clerk, {
      kind: 'split',
      entity: id,
      records: [record],
      reason: '同名同号误录',
    });
    expect(await row(made as number)).toMatchObject({ rows: 1, fields: { phone: phone('13912345678') } });
    expect(await row(id)).toMatchObject({ rows: 2, fields: { phone: phone('13812345678') } });
    const split = await looks();
    for (const full of [false, true]) {
      await link(full);
      expect(await looks()).toEqual(split);
    }
    await undoDecision(records.ctx, clerk, decision);
    expect(await looks()).toEqual(before);
    expect(await row(made as number)).toMatchObject({ rows: 0, merged_into: id });
    await link();
    expect(await looks()).toEqual(before);
    await expect(decide(records.ctx, clerk, { kind: 'split', entity: id, records: [], reason: 'x' })).rejects.toThrow(
      'rows must be left',
    );
  });

  it('corrects a field until a newer fact comes, not when the old one is sent again', async () => {
    const id = await idOf('王晓名');
    const { decision } = await decide(records.ctx, clerk, {
      kind: 'correct',
      entity: id,
      field: 'phone',
      value: '139 0000 0001',
      reason: '本人告知',
    });
    const corrected = await row(id);
    expect(corrected.fields.phone).toEqual(phone('13900000001'));
    expect(corrected.provenance).toMatchObject({ phone: [-decision] });
    const day = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
    const send = async (number: string) => {
      await records.importFile(
        'social-security',
        fileOf('social-security', [{ ...social[2], 联系手机: number, 变更日期: day(1) }]),
        { partial: true },
      );
      await link();
      return (await row(id)).fields.phone;
    };
    expect(await send('13712345678')).toEqual(phone('13900000001'));
    expect(await send('13711112222')).toEqual(phone('13711112222'));
    await undoDecision(records.ctx, clerk, decision);
    expect((await row(id)).fields.phone).toEqual(phone('13711112222'));
  });

  it('moves a person whose address is corrected, and says that nobody lives there', async () => {
    const id = await idOf('王晓名');
    const home = async () =>
      (
        await database.owner.query<{ label: string }>(
          `select e.label from entity_link l join entity e on e.id = l.to_entity where l.from_entity = $1 and l.relation = 'lives_in'`,
          [id],
        )
      ).rows.map(({ label }) => label);
    expect(await home()).toEqual(['芙蓉小区3-2-502']);
    const correct = (value: string | null) =>
      decide(records.ctx, SYSTEM, { kind: 'correct', entity: id, field: 'address', value, reason: '入户核实' });
    const { decision } = await correct(addressOf('901'));
    expect(await home()).toEqual(['芙蓉小区3-2-901']);
    await link(true);
    expect(await home()).toEqual(['芙蓉小区3-2-901']);
    const { decision: gone } = await correct(null);
    expect(await home()).toEqual([]);
    for (const each of [gone, decision]) await undoDecision(records.ctx, SYSTEM, each);
    expect(await home()).toEqual(['芙蓉小区3-2-502']);
  });

  it('refuses what lies out of sight, is gone, or makes no sense', async () => {
    const [a, b] = [await idOf('王小明'), await idOf('王晓名')];
    const [dwelling] = (await database.owner.query<{ id: number }>(`select id from entity where kind = 'dwelling'`))
      .rows;
    const far: Actor = staffAt('610402001002', 'duty_officer');
    const merge = (actor: Actor, ...entities: number[]) =>
      decide(records.ctx, actor, { kind: 'merge', entities, reason: 'x' });
    await expect(merge(far, a, b)).rejects.toMatchObject({ status: 404 });
    await expect(merge(clerk, a, 999_999)).rejects.toMatchObject({ status: 404 });
    await expect(merge(clerk, a, a)).rejects.toMatchObject({ status: 422 });
    await expect(merge(clerk, a, dwelling?.id as number)).rejects.toMatchObject({ status: 422 });
    const correct = (field: string, value: unknown) =>
      decide(records.ctx, clerk, { kind: 'correct', entity: a, field, value, reason: 'x' });
    await expect(correct('citizen', '610402199001020012')).rejects.toMatchObject({ status: 422 });
    await expect(correct('faith', 'x')).rejects.toMatchObject({ status: 422 });
  });

  it('pins two people apart when the door says that they are two', async () => {
    const [a, b] = [await idOf('王小明'), await idOf('王晓名')];
    const before = await looks();
    const { decision } = await decide(records.ctx, SYSTEM, { kind: 'differ', entities: [a, b], reason: '入户核实' });
    const { rows } = await database.owner.query('select distinct entity from pin where decision = $1', [decision]);
    expect(rows.map(({ entity }) => entity).sort()).toEqual([a, b].sort());
    await link();
    expect(await looks()).toEqual(before);
  });

  it('makes a run that it comes into begin anew, with what was decided', async () => {
    const [a, b] = [await idOf('王小明'), await idOf('王晓名')];
    let made: Promise<unknown> | undefined;
    await runLink(records.ctx, {
      onProgress: ({ phase }) => {
        if (phase === 'dwelling')
          made ??= decide(records.ctx, clerk, { kind: 'merge', entities: [a, b], reason: '同一人' });
      },
    });
    await made;
    expect(await row(b)).toMatchObject({ merged_into: a, rows: 0 });
    expect(await row(a)).toMatchObject({ rows: 5 });
    const { rows } = await database.owner.query('select state, message from link_run order by id desc limit 2');
    expect(rows).toMatchObject([{ state: 'done' }, { state: 'failed', message: expect.stringContaining('decided') }]);
  });
});
