import exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { plantCase } from '../../insights/testing.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { readSources } from '../sources/read-sources.ts';
import { syncSources } from '../sources/sync-sources.ts';
import { numberTerms, plantEntity, plantRecord, plantSecret } from '../testing/plant-base.ts';
import { registerCompareFileRoutes } from './register-file-routes.ts';
import { forgetCompared, runFile } from './run-file.ts';

const database = withDatabase();
const app = withApp(database, [registerCompareFileRoutes]);
const CITIZEN = '610402198506070028';
type Batch = {
  id: number;
  state: string;
  total: number;
  done: number;
  yes: number;
  no: number;
  unknown: number;
  code?: string;
  columns?: string[];
};
let desk: Actor;
let number: string;
const queued: number[] = [];

const send = (bytes: Buffer | string, name = '名单.csv', more = '') => {
  const edge = 'edge-of-part';
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(name)}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return app.callRaw<Batch>(desk, {
    method: 'POST',
    url: `/api/records/compare/file?service=person-name-citizen&purpose=case-handling&case=${number}${more}`,
    payload: Buffer.concat([Buffer.from(head), Buffer.from(bytes as string), Buffer.from(`\r\n--${edge}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  });
};
const result = (id: number, actor = desk) =>
  app.callRaw<string>(actor, { method: 'GET', url: `/api/records/compare/files/${id}/result` });
const share = async () =>
  (await database.owner.query(`select used from quota_use where holder = 'unit:4'`)).rows[0]?.used ?? 0;

beforeAll(async () => {
  const { ctx } = app;
  await fillSmallDistrict(ctx);
  desk = await atPost(ctx, 5);
  ctx.jobs = { add: async (_task, payload) => void queued.push(payload.batch as number), close: async () => undefined };
  const db = database.owner;
  await syncSources(database.pool, readSources(CATALOGUE_DIR).sources);
  const { rows } = await db.query<{ id: number }>(`select id from source where code = 'police-households'`);
  const source = rows[0]?.id as number;
  const citizen = await plantSecret(db, ctx, 'citizen', CITIZEN);
  await plantRecord(db, { id: 10, source, area: '610402001001', fields: {}, parts: [[0, 1]] });
  await plantEntity(db, {
    id: 1,
    kind: 'person',
    area: '610402001001',
    label: '张小明',
    fields: { name: '张小明', citizen },
    provenance: { name: [10], citizen: [10] },
    fedBy: [source],
    terms: numberTerms(ctx, 'citizen', CITIZEN),
  });
  const now = new Date();
  const id = await plantCase(db, { area: '610402001001', state: 'handling', openedH: -5, unit: 4 }, now);
  await db.query('update cases set owner_post = 5 where id = $1', [id]);
  number = `${new Date(now.getTime() + 3 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}${String(id).padStart(8, '0')}`;
});

describe('a file to compare', () => {
  it('comes back as it was with one column more, and each row counts', async () => {
    const before = await share();
    const csv = `序号,申请人姓名,身份证号,备注\n1,张小明,${CITIZEN},"a,b"\n2,李四,${CITIZEN},=1+1\n3,王五,123,\n`;
    const { status, body } = await send(csv);
    expect({ status, state: body.state, total: body.total }).toEqual({ status: 202, state: 'waiting', total: 3 });
    expect(await share()).toBe(before + 3);
    expect((await result(body.id)).status).toBe(409);
    expect(queued).toContain(body.id);
    await runFile(app.ctx, body.id);
    const done = await app.call<Batch>(desk, 'GET', `/api/records/compare/files/${body.id}`);
    expect(done.body).toMatchObject({ state: 'done', done: 3, yes: 1, no: 1, unknown: 1 });
    const out = await result(body.id);
    expect(out.body.replace('\ufeff', '').split('\r\n')).toEqual([
      '序号,申请人姓名,身份证号,备注,比对结果 Result',
      `1,张小明,${CITIZEN},"a,b",一致 yes`,
      `2,李四,${CITIZEN},'=1+1,不一致 no`,
      '3,王五,123,,无法判断 unknown',
      '',
    ]);
  });

  it('that is a workbook comes back as one', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('a');
    sheet.addRows([
      ['姓名', '公民身份号码'],
      ['张小明', CITIZEN],
    ]);
    const { body } = await send(Buffer.from(await book.xlsx.writeBuffer()), '名单.xlsx');
    await runFile(app.ctx, body.id);
    const out = new exceljs.Workbook();
    await out.xlsx.load((await result(body.id)).raw as never);
    expect(out.worksheets[0]?.getRow(2).values).toEqual([undefined, '张小明', CITIZEN, '一致 yes']);
  });

  it('goes on after a crash with the part that had no answer, and counts nothing twice', async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => `${i % 2 ? '张小明' : '李四'},${CITIZEN}`);
    const { body } = await send(`姓名,身份证\n${rows.join('\n')}\n`);
    const { pool } = app.ctx;
    let left = 7; // the database goes away in the middle
    const failing = {
      ...app.ctx,
      pool: { connect: () => (left-- > 0 ? pool.connect() : Promise.reject(new Error('gone'))) },
    };
    await expect(runFile(failing as never, body.id)).rejects.toThrow('gone');
    const { rows: parts } = await database.owner.query(
      'select count(answers)::int as n from compare_part where batch = $1',
      [body.id],
    );
    expect(parts[0].n).toBeGreaterThan(0);
    expect(parts[0].n).toBeLessThan(3);
    await runFile(app.ctx, body.id);
    expect((await app.call<Batch>(desk, 'GET', `/api/records/compare/files/${body.id}`)).body).toMatchObject({
      state: 'done',
      done: 2500,
      yes: 1250,
      no: 1250,
    });
  });

  it('lies sealed in the database and goes after its time', async () => {
    const { body } = await send(`姓名,身份证\n赵某某,${CITIZEN}\n`);
    await runFile(app.ctx, body.id);
    const { rows } = await database.owner.query(
      `select p::text as part, b::text as batch from compare_part p join compare_batch b on b.id = p.batch where b.id = $1`,
      [body.id],
    );
    expect(JSON.stringify(rows)).not.toMatch(/赵某某|6104021985/);
    await forgetCompared(app.ctx, new Date(Date.now() + 8 * 86_400_000));
    expect((await database.owner.query('select from compare_part where batch = $1', [body.id])).rowCount).toBe(0);
  });

  it('without the columns is refused with its headings, and leaves nothing behind', async () => {
    const before = await share();
    const answer = await send('甲,乙\n1,2\n');
    expect(answer).toMatchObject({ status: 422, body: { code: 'compare.columns', columns: ['甲', '乙'] } });
    expect(await share()).toBe(before);
    const told = await send(
      `甲,乙\n张小明,${CITIZEN}\n`,
      'x.csv',
      `&nameColumn=${encodeURIComponent('甲')}&valueColumn=${encodeURIComponent('乙')}`,
    );
    expect(told.status).toBe(202);
  });

  it('beyond the day’s share is refused whole', async () => {
    await database.owner.query(`update quota_use set used = 19999 where holder = 'unit:4'`);
    expect((await send(`姓名,身份证\n张小明,${CITIZEN}\n李四,${CITIZEN}\n`)).status).toBe(429);
    expect((await database.owner.query('select from compare_batch where total = 0')).rowCount).toBe(0);
  });

  it('is another unit’s secret', async () => {
    const water = await atPost(app.ctx, 7);
    expect((await result(1, water)).status).toBe(404);
    expect((await app.call<Batch[]>(water, 'GET', '/api/records/compare/files')).body).toEqual([]);
  });
});
