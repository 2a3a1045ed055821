import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { readSources } from '../sources/read-sources.ts';
import { registerSourceRoutes } from '../sources/register-source-routes.ts';
import { syncSources } from '../sources/sync-sources.ts';
import type { SourceView } from '../sources/view-sources.ts';
import { policeFile, policeRow } from '../testing/make-rows.ts';
import { CATALOGUE } from '../testing/with-records.ts';
import { importPending } from './import-pending.ts';
import { registerBatchRoutes } from './register-batch-routes.ts';
import type { BatchView } from './view-batch.ts';

const database = withDatabase();
const app = withApp(database, [registerSourceRoutes, registerBatchRoutes]);
const desk = staffAt('610402', 'district_desk');
const police = staffAt('610402', 'department_desk', { organisation: 11, organisationKind: 'department' });
const tax = staffAt('610402', 'department_desk', { organisation: 12, organisationKind: 'department' });
const worker = staffAt('610402001001', 'grid_worker');
const queued: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'gewu-batches-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  await database.owner.query(`insert into area (code, name) values ('610402', '秦都区');
    insert into organisation (id, code, name, kind, area) values (11, 'public-security', '公安分局', 'department', '610402'), (12, 'tax', '税务局', 'department', '610402')`);
  await syncSources(database.pool, readSources(CATALOGUE).sources);
  Object.assign(app.ctx.config, { dataFolder: folder });
  Object.assign(app.ctx, { jobs: { add: async (task: string) => void queued.push(task) } });
});

const send = (actor: typeof desk, body: string | Buffer, query = 'source=police-households&name=h.csv') =>
  app.callRaw<BatchView & { code?: string }>(actor, {
    method: 'POST',
    url: `/api/records/batches?${query}`,
    payload: Buffer.from(body),
    headers: { 'content-type': 'text/csv' },
  });

describe('files of department rows over HTTP', () => {
  it('takes a file as a raw body or a form, and leaves the work to the queue', async () => {
    const raw = await send(desk, policeFile(policeRow(1), policeRow(2, { 公民身份号码: '=1+1' })));
    expect(raw.status).toBe(202);
    expect(raw.body).toMatchObject({ source: 'police-households', name: 'h.csv', state: 'staged', sameAs: null });
    expect(queued).toEqual(['records-import']);
    const form = `--x\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\n\r\n${policeFile(policeRow(3))}\r\n--x--\r\n`;
    const sent = await app.callRaw<BatchView>(police, {
      method: 'POST',
      url: '/api/records/batches?source=police-households&partial=true',
      payload: form,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(sent.body).toMatchObject({ name: 'f.csv', partial: true });
    await importPending(app.ctx, { memory: '300MB' });
  });

  it('shows where every row went, says what is wrong by line, and hands the bad rows back to mend', async () => {
    const { body: batches } = await app.call<BatchView[]>(
      police,
      'GET',
      '/api/records/batches?source=police-households',
    );
    expect(batches.map(({ state, rowsIn, inserted, quarantined }) => [state, rowsIn, inserted, quarantined])).toEqual([
      ['done', 1, 1, 0],
      ['done', 2, 1, 1],
    ]);
    const id = batches[1]?.id;
    const { body: one } = await app.call(desk, 'GET', `/api/records/batches/${id}`);
    expect(one).toMatchObject({ problems: [{ column: '公民身份号码', code: 'citizen.length', rows: 1 }] });
    const { body: rows } = await app.call(desk, 'GET', `/api/records/batches/${id}/quarantine`);
    expect(rows).toMatchObject({ rows: [{ line: 3, problems: [{ column: '公民身份号码' }] }], next: null });
    expect(JSON.stringify(rows)).not.toContain('王小明');
    const csv = await app.callRaw<string>(desk, { method: 'GET', url: `/api/records/batches/${id}/quarantine.csv` });
    const [head, line] = csv.raw.toString().split('\r\n');
    expect(head).toMatch(/^\ufeff登记编号,.*,问题$/);
    expect(line).toContain('王小明');
    expect(line).toContain(', =1+1,');
    const { rows: audit } = await database.owner.query(
      "select count(*) as n from audit_event where kind = 'export' and subject = $1",
      [`records batch ${id}`],
    );
    expect(audit).toEqual([{ n: 1 }]);
    const mended = await send(desk, csv.raw.toString().replace(' =1+1', ''), 'source=police-households&partial=true');
    expect(mended.body).toMatchObject({ state: 'staged', partial: true });
  });

  it('stops a batch once, and knows the same file', async () => {
    const { body: batches } = await app.call<BatchView[]>(desk, 'GET', '/api/records/batches');
    const id = batches[0]?.id;
    expect((await app.call(desk, 'POST', `/api/records/batches/${id}/cancel`)).body).toMatchObject({
      state: 'cancelled',
    });
    expect((await app.call(desk, 'POST', `/api/records/batches/${id}/cancel`)).status).toBe(409);
    const again = await send(desk, policeFile(policeRow(1), policeRow(2, { 公民身份号码: '=1+1' })));
    expect(again.body.sameAs).toBe(batches.at(-1)?.id);
  });

  it('tells every desk where the base comes from, and lets a department send its own alone', async () => {
    const { body: sources } = await app.call<SourceView[]>(police, 'GET', '/api/records/sources');
    const household = sources.find(({ code }) => code === 'police-households');
    expect(household).toMatchObject({ rows: 2, late: false, mine: true, department: { name: { zh: '公安分局' } } });
    expect(household?.purposes[0]).toMatchObject({ code: 'grid-service', zh: '网格服务' });
    expect(sources.filter(({ mine }) => mine).every(({ department }) => department.code === 'public-security')).toBe(
      true,
    );
    expect((await send(tax, policeFile(policeRow(9)))).status).toBe(404);
    expect((await app.call(tax, 'GET', '/api/records/batches')).body).toEqual([]);
    expect((await app.call(tax, 'GET', '/api/records/batches/1/quarantine.csv')).status).toBe(404);
    expect((await send(worker, policeFile(policeRow(9)))).status).toBe(403);
    expect((await app.call(worker, 'GET', '/api/records/sources')).status).toBe(403);
    const template = await app.callRaw<string>(police, {
      method: 'GET',
      url: '/api/records/sources/police-households/template.csv',
    });
    expect(template.raw.toString()).toMatch(/^\ufeff登记编号,姓名,/);
  });

  it('refuses at the door what is no table, and a feed that nobody declared', async () => {
    expect((await send(desk, Buffer.from('89504e470d0a1a0a00', 'hex'))).body).toMatchObject({
      code: 'file.unreadable',
    });
    expect((await send(desk, 'a', 'source=nobody')).status).toBe(404);
    expect((await app.call(desk, 'POST', '/api/records/sources/police-households/pull')).status).toBe(409);
  });
});
