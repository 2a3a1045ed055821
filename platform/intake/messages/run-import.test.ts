import type { QueryConfig } from 'pg';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import type { Context } from '../../http/context.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { type Job, NEIGHBOUR_DESK, plantDistrict, STREET_DESK, stubWorld } from '../testing.ts';
import { registerImportRoutes } from './register-import-routes.ts';
import { resumeImports } from './resume-imports.ts';
import { runImport } from './run-import.ts';
import { withdrawImport } from './withdraw-import.ts';

const database = withDatabase();
const app = withApp(database, [registerImportRoutes]);
const jobs: Job[] = [];

type Batch = {
  id: number;
  state: string;
  total: number;
  accepted: number;
  refused: number;
  waiting: number;
  mapping: Record<string, string>;
  columns: { name: string; sample: string }[];
  sameAs: number | null;
  problems: { line: number; reasons: { zh: string }[] }[];
};

beforeAll(async () => {
  await plantDistrict(database.owner);
  stubWorld(app.ctx, jobs);
});
beforeEach(async () => {
  jobs.length = 0;
  await database.owner.query(
    'alter table step disable trigger all; truncate intake_batch, intake_row, cases, step cascade; alter table step enable trigger all',
  );
});

const HEAD = '工单编号,问题描述,联系人,联系电话,接收时间,地址,紧急程度\n';
const row = (n: number, more = '') =>
  `T${n},第${n}件：路灯不亮,王小明,13800000000,2026-11-20 09:00,乐育社区${n}号楼,${more}\n`;
const fileOf = (rows: number, more?: (n: number) => string) =>
  HEAD + Array.from({ length: rows }, (_, i) => row(i + 1, more?.(i + 1))).join('');

async function upload(text: string, actor: Actor = STREET_DESK) {
  const boundary = 'x-boundary';
  const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="十一月.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`;
  return app.callRaw<Batch>(actor, {
    method: 'POST',
    url: '/api/imports',
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}
const start = (id: number, mapping: Record<string, string>) =>
  app.call<Batch>(STREET_DESK, 'POST', `/api/imports/${id}/run`, { mapping });
const look = async (id: number) => (await app.call<Batch>(STREET_DESK, 'GET', `/api/imports/${id}`)).body;
const caseCount = async (where = 'true') =>
  (await database.owner.query(`select count(*)::int as n from cases where ${where}`)).rows[0].n as number;

describe('a file of messages', () => {
  it('is kept sealed, shows its columns with samples, and proposes what is what', async () => {
    const { status, body } = await upload(fileOf(3));
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'uploaded', total: 3, accepted: 0, waiting: 3, sameAs: null });
    expect(body.columns[1]).toEqual({ name: '问题描述', sample: '第1件：路灯不亮' });
    expect(body.mapping).toMatchObject({
      ticket: '工单编号',
      description: '问题描述',
      phone: '联系电话',
      place: '地址',
    });
    expect(await caseCount()).toBe(0);
    const { rows } = await database.owner.query('select raw::text from intake_row');
    expect(rows.map((entry) => entry.raw).join()).not.toMatch(/王小明|13800000000/);
  });

  it('becomes cases, each row once; refused rows keep their reason and can be fetched', async () => {
    const { body } = await upload(fileOf(30, (n) => (n % 10 === 0 ? '十万火急' : n === 1 ? '紧急' : '')));
    expect((await start(body.id, body.mapping)).status).toBe(202);
    expect(jobs).toEqual([{ task: 'import-messages', payload: { batch: body.id } }]);
    const told: number[] = [];
    await runImport(
      app.ctx,
      { batch: body.id },
      { onProgress: ({ accepted, refused }) => told.push(accepted + refused) },
    );
    expect(told).toEqual([24, 30, 30]);
    const done = await look(body.id);
    expect(done).toMatchObject({ state: 'done', accepted: 27, refused: 3, waiting: 0 });
    expect(done.problems.map((problem) => problem.line)).toEqual([11, 21, 31]);
    const { rows } = await database.owner.query(
      `select area, source, channel, procedure, urgency, attributes, route_reason, contact from cases where attributes->>'ticket' = 'T1'`,
    );
    expect(rows[0]).toMatchObject({
      area: '610402001001',
      source: 'hotline',
      channel: 'file',
      procedure: 'hotline-ticket',
      urgency: 'urgent',
      attributes: { ticket: 'T1', received: '2026-11-20T01:00:00.000Z' },
    });
    expect(rows[0].route_reason).toMatch(/^text names 乐育社区 \(610402001001\) > said/);
    expect(app.ctx.sealer.open(rows[0].contact)).toEqual({ name: '王小明', phone: '13800000000' });
    const csv = (await app.call<string>(STREET_DESK, 'GET', `/api/imports/${body.id}/refused.csv`)).body;
    expect(csv.split('\r\n')[0]).toBe(
      '\ufeff行号,拒收原因,Reason,工单编号,问题描述,联系人,联系电话,接收时间,地址,紧急程度',
    );
    expect(csv.split('\r\n')[1]).toMatch(/^11,无法识别的紧急程度：十万火急,The urgency is not known: 十万火急,T10,/);
    expect(
      (
        await database.owner.query(
          `select count(*)::int as n from intake_row where case_id is not null and raw <> '{}'`,
        )
      ).rows[0].n,
    ).toBe(0);
  });

  it('goes on after a death in the middle without doubling a row', async () => {
    const { body } = await upload(fileOf(60));
    await start(body.id, body.mapping);
    // the server dies when 40 cases are open, of which 16 stand in no row yet
    const dying = dyingAfter(40);
    await expect(runImport(dying, { batch: body.id })).rejects.toThrow('killed');
    expect(await caseCount()).toBe(40);
    expect((await look(body.id)).accepted).toBe(24);
    expect((await look(body.id)).state).toBe('running'); // nobody was left to say that it failed
    await resumeImports(app.ctx);
    expect(jobs.at(-1)).toEqual({ task: 'import-messages', payload: { batch: body.id } });
    await Promise.all([runImport(app.ctx, { batch: body.id }), runImport(app.ctx, { batch: body.id })]);
    expect(await look(body.id)).toMatchObject({ state: 'done', accepted: 60, refused: 0 });
    expect(await caseCount()).toBe(60);
  });

  it('stops when cancelled, says so, and continues or is taken back', async () => {
    const { body } = await upload(fileOf(60));
    await start(body.id, body.mapping);
    const leaving = new AbortController();
    await runImport(app.ctx, { batch: body.id }, { onProgress: () => leaving.abort(), signal: leaving.signal });
    expect((await look(body.id)).state).toBe('running');
    await app.call(STREET_DESK, 'POST', `/api/imports/${body.id}/cancel`);
    await runImport(app.ctx, { batch: body.id }); // the job of a cancelled batch does nothing
    const stopped = await look(body.id);
    expect(stopped).toMatchObject({ state: 'cancelled', accepted: 24 });
    expect(stopped.waiting).toBe(60 - stopped.accepted);
    expect((await start(body.id, {})).status).toBe(202);
    await runImport(app.ctx, { batch: body.id });
    expect(await look(body.id)).toMatchObject({ state: 'done', accepted: 60 });

    expect((await app.call(STREET_DESK, 'POST', `/api/imports/${body.id}/withdraw`)).status).toBe(202);
    await database.owner.query(
      `update cases set state = 'archived', open = false where id = (select max(id) from cases)`,
    ); // one has ended meanwhile
    await withdrawImport(app.ctx, { batch: body.id });
    expect(await look(body.id)).toMatchObject({ state: 'withdrawn', accepted: 1, refused: 0, waiting: 0 });
    expect(await caseCount(`state = 'void'`)).toBe(59);
    expect((await database.owner.query(`select distinct note from step where act = 'void'`)).rows).toEqual([
      { note: '导入撤回：十一月.csv / import taken back' },
    ]);
    expect((await start(body.id, {})).status).toBe(409);
  });

  it('is cancelled by its desk while it waits, and not twice', async () => {
    const { body } = await upload(fileOf(1));
    expect((await app.call<Batch>(STREET_DESK, 'POST', `/api/imports/${body.id}/cancel`)).body.state).toBe('cancelled');
    expect((await app.call(STREET_DESK, 'POST', `/api/imports/${body.id}/cancel`)).status).toBe(409);
  });

  it('remembers the mapping for a file with the same columns, and warns of the same file', async () => {
    const text = '甲,乙\n路灯不亮,T1\n';
    const first = (await upload(text)).body;
    expect(first.mapping).toEqual({});
    expect((await start(first.id, {})).status).toBe(422);
    await start(first.id, { description: '甲', ticket: '乙', nonsense: '甲', phone: '丙' });
    await runImport(app.ctx, { batch: first.id });
    const second = (await upload(text)).body;
    expect(second.mapping).toEqual({ description: '甲', ticket: '乙' });
    expect(second.sameAs).toBe(first.id);
  });

  it('does not exist for a neighbour and needs the permission', async () => {
    const { body } = await upload(fileOf(1));
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/refused.csv'],
      ['POST', '/cancel'],
      ['POST', '/withdraw'],
    ] as const)
      expect((await app.call(NEIGHBOUR_DESK, method, `/api/imports/${body.id}${path}`)).status).toBe(404);
    expect(
      (await app.call(NEIGHBOUR_DESK, 'POST', `/api/imports/${body.id}/run`, { mapping: body.mapping })).status,
    ).toBe(404);
    expect((await app.call<Batch[]>(NEIGHBOUR_DESK, 'GET', '/api/imports')).body).toEqual([]);
    expect((await app.call<Batch[]>(STREET_DESK, 'GET', '/api/imports')).body).toHaveLength(1);
    expect((await upload(fileOf(1), staffAt('610402001001001', 'grid_worker'))).status).toBe(403);
  });

  it.each([
    ['no rows', HEAD],
    ['no table', '\u0000\u0001\u0002'],
  ])('with %s is refused and leaves nothing', async (_what, text) => {
    expect((await upload(text)).status).toBe(422);
    expect((await database.owner.query('select count(*)::int as n from intake_batch')).rows[0].n).toBe(0);
  });
});

/** The server until its process dies after so many cases: then nothing reaches the database any more. */
function dyingAfter(cases: number): Context {
  let left = cases;
  const killed = () => Promise.reject(new Error('killed'));
  const { pool, writer } = app.ctx;
  return {
    ...app.ctx,
    pool: { connect: () => (left < 0 ? killed() : pool.connect()) } as Context['pool'],
    writer: {
      query: (query: QueryConfig) => {
        left -= Number(query.name?.split('-')[1]); // reports that arrive together are one statement
        return left < 0 ? killed() : writer.query(query);
      },
    } as unknown as Context['writer'],
  };
}
