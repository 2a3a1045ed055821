import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { withSystem } from '../db/with-actor.ts';
import { atPost, fillSmallDistrict, resident } from '../testing/small-district.ts';
import { withApp } from '../testing/with-app.ts';
import { withDatabase } from '../testing/with-database.ts';
import { caseIdOf } from './case-number.ts';
import { registerCaseRoutes } from './routes/register-case-routes.ts';
import { registerLookRoutes } from './routes/register-look-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerCaseRoutes, registerLookRoutes]);
type Receipt = { number: string; state: string; seq: number };
let worker: Actor, desk: Actor, street: Actor, district: Actor, housing: Actor, neighbour: Actor, water: Actor;
const citizen = resident('r1');
const GRID = '610402001001001';

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  [worker, desk, street, district, housing, neighbour, water] = (await Promise.all(
    [1, 2, 3, 4, 5, 6, 7].map((id) => atPost(app.ctx, id)),
  )) as [Actor, Actor, Actor, Actor, Actor, Actor, Actor];
});

const report = async (more: object = {}) =>
  (
    await app.call<Receipt>(citizen, 'POST', '/api/cases', {
      actId: randomUUID(),
      description: '小区门口井盖破损',
      area: GRID,
      matter: 'M01001',
      ...more,
    })
  ).body;
const act = (actor: Actor, number: string, name: string, more: object = {}) =>
  app.call<Receipt & { code?: string }>(actor, 'POST', `/api/cases/${number}/acts`, {
    actId: randomUUID(),
    act: name,
    ...more,
  });
const offers = async (actor: Actor, number: string) =>
  (await app.call<{ acts: { act: string }[] }>(actor, 'GET', `/api/cases/${number}`)).body.acts.map(
    (offer) => offer.act,
  );

async function photo(actor: Actor): Promise<string> {
  const id = randomUUID();
  await withSystem(database.pool, (db) =>
    db
      .insertInto('file_object')
      .values({ id, account: actor.account, sha256: Buffer.alloc(32), mime: 'image/jpeg', bytes: 1 })
      .execute(),
  );
  return id;
}

async function toHandling(number: string): Promise<void> {
  expect((await act(desk, number, 'accept', { data: { urgency: 'normal' } })).body.state).toBe('dispatching');
  expect((await act(desk, number, 'dispatch', { target: 5 })).body.state).toBe('assigning');
  expect((await act(housing, number, 'take')).body.state).toBe('handling');
}

describe('the closed loop', () => {
  it('takes a report from the resident to the department, back, checked, confirmed and closed', async () => {
    const { number } = await report();
    await toHandling(number);
    expect((await act(housing, number, 'finish', { note: '已更换井盖' })).status).toBe(422); // no after-photo
    expect(
      (
        await act(housing, number, 'finish', {
          note: '已更换井盖',
          data: { result: 'solved' },
          files: [await photo(housing)],
        })
      ).body.state,
    ).toBe('handled');
    expect((await act(housing, number, 'feed_back', { note: '井盖已更换' })).body.state).toBe('verifying');
    expect(await offers(housing, number)).not.toContain('verify_pass'); // never the handler
    expect((await act(worker, number, 'verify_pass', { data: { method: 'on_site' } })).body.state).toBe('rating');
    expect((await act(citizen, number, 'confirm_result', { data: { rating: 5, solved: true } })).body.state).toBe(
      'closed',
    );
    const steps = (
      await app.call<{ act: string; who: { name?: string | null } }[]>(citizen, 'GET', `/api/cases/${number}/steps`)
    ).body;
    expect(steps.map((step) => step.act)).toEqual([
      'report',
      'accept',
      'dispatch',
      'take',
      'finish',
      'feed_back',
      'verify_pass',
      'confirm_result',
    ]);
    expect(steps.some((step) => step.who.name)).toBe(false); // residents see posts, not persons
  });

  it('reopens a disputed result with its history and counts the redo', async () => {
    const { number } = await report();
    await toHandling(number);
    await act(housing, number, 'finish', { note: '已处理', files: [await photo(housing)] });
    await act(housing, number, 'feed_back', { note: '已处理完' });
    await act(worker, number, 'verify_pass', { data: { method: 'photos' } });
    expect((await act(citizen, number, 'dispute', { note: '还是没有修好' })).body.state).toBe('dispatching');
    const body = (await app.call<{ redos: number; open: boolean; seq: number }>(desk, 'GET', `/api/cases/${number}`))
      .body;
    expect(body).toMatchObject({ redos: 1, open: true, seq: 8 });
  });

  it('gives one result to the same act sent five times', async () => {
    const body = { actId: randomUUID(), description: '路灯不亮', area: GRID };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => app.call<Receipt>(citizen, 'POST', '/api/cases', body)),
    );
    expect(new Set(answers.map((answer) => answer.body.number)).size).toBe(1);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 201]);
    const number = answers[0]?.body.number as string;
    const accept = { actId: randomUUID(), act: 'accept' };
    const acts = [];
    for (let i = 0; i < 5; i++) acts.push(await app.call<Receipt>(desk, 'POST', `/api/cases/${number}/acts`, accept));
    expect(acts.map((answer) => [answer.status, answer.body.seq])).toEqual(Array(5).fill([200, 2]));
  });

  it('gives the first result again to one who passed the case out of sight with that very act', async () => {
    const { number } = await report();
    await act(desk, number, 'accept');
    // the neighbour's grid does not hold the place: the case is seen only for as long as it is the neighbour's turn
    expect((await act(desk, number, 'dispatch', { target: 6 })).body.state).toBe('assigning');
    const body = { actId: randomUUID(), act: 'return', note: '不在本辖区', data: { reason: 'wrong_place' } };
    const first = await app.call<Receipt>(neighbour, 'POST', `/api/cases/${number}/acts`, body);
    expect(first.body.state).toBe('dispatching');
    expect((await app.call(neighbour, 'GET', `/api/cases/${number}`)).status).toBe(404);
    expect(await app.call<Receipt>(neighbour, 'POST', `/api/cases/${number}/acts`, body)).toMatchObject({
      status: 200,
      body: first.body,
    });
    expect(
      (await app.call(neighbour, 'POST', `/api/cases/${number}/acts`, { ...body, actId: randomUUID() })).status,
    ).toBe(404);
    expect((await app.call(neighbour, 'POST', `/api/cases/${number}/acts`, { ...body, note: '别的话' })).status).toBe(
      404,
    );
  });

  it('refuses an act id that was used for something else', async () => {
    const body = { actId: randomUUID(), description: '路灯不亮', area: GRID };
    await app.call(citizen, 'POST', '/api/cases', body);
    expect((await app.call(citizen, 'POST', '/api/cases', { ...body, description: '另一件事' })).status).toBe(409);
    expect((await app.call(resident('r2'), 'POST', '/api/cases', body)).status).toBe(409);
  });

  it('lets one of two win and tells the other the new state', async () => {
    const { number } = await report();
    await act(desk, number, 'accept');
    const [a, b] = await Promise.all([
      act(desk, number, 'dispatch', { target: 5 }),
      act(street, number, 'dispatch', { target: 7 }),
    ]);
    expect([a.status, b.status].sort()).toEqual([200, 409]);
    const lost = a.status === 409 ? a : b;
    expect(lost.body).toMatchObject({ code: 'case.moved', state: 'assigning', seq: 3 });
  });

  it('lets one who reports outside the own area follow that report', async () => {
    const body = { actId: randomUUID(), description: '路过看到护栏倒了', area: GRID, source: 'patrol' };
    const made = await app.call<Receipt>(neighbour, 'POST', '/api/cases', body);
    expect(made.status).toBe(201);
    const { number } = made.body;
    expect((await app.call(neighbour, 'GET', `/api/cases/${number}`)).status).toBe(200);
    expect((await app.call(neighbour, 'GET', `/api/cases/${number}/steps`)).status).toBe(200);
    const list = await app.call<{ rows: { number: string }[] }>(neighbour, 'GET', '/api/cases?view=reported');
    expect(list.body.rows.map((row) => row.number)).toContain(number);
    expect(await offers(neighbour, number)).not.toContain('accept');
  });

  it('hides a case from the neighbouring community, other departments and other residents', async () => {
    const { number } = await report();
    await toHandling(number);
    for (const stranger of [neighbour, water, resident('r2')]) {
      for (const path of ['', '/steps', '/related'])
        expect([403, 404]).toContain((await app.call(stranger, 'GET', `/api/cases/${number}${path}`)).status);
      expect((await app.call(stranger, 'GET', `/api/cases/${number}`)).status).toBe(404);
      expect((await act(stranger, number, 'note', { note: '看看' })).status).toBe(404);
      const list = await app.call<{ rows: { number: string }[] }>(stranger, 'GET', '/api/cases?q=%E4%BA%95%E7%9B%96');
      expect(list.body.rows.map((row) => row.number)).not.toContain(number);
    }
    for (const insider of [worker, desk, street, district, housing])
      expect((await app.call(insider, 'GET', `/api/cases/${number}`)).status).toBe(200);
  });

  it('calls another unit to help; it sees the case, reports in and answers', async () => {
    const { number } = await report();
    await toHandling(number);
    expect((await act(street, number, 'whistle', { target: 7, data: { work: '关闭阀门' } })).status).toBe(200);
    expect(await offers(water, number)).toContain('arrive_assist');
    await act(water, number, 'arrive_assist');
    expect((await act(water, number, 'answer_assist', { note: '阀门已关闭' })).status).toBe(200);
    expect((await act(water, number, 'answer_assist', { note: '再次答复' })).status).toBe(403);
    const body = (await app.call<{ assists: { state: string }[] }>(district, 'GET', `/api/cases/${number}`)).body;
    expect(body.assists).toMatchObject([{ state: 'done' }]);
  });

  it('merges a duplicate: its reporter follows the other case, both histories stay', async () => {
    const first = await report();
    const second = (
      await app.call<Receipt>(resident('r2'), 'POST', '/api/cases', {
        actId: randomUUID(),
        description: '井盖坏了',
        area: GRID,
        matter: 'M01001',
      })
    ).body;
    expect((await act(desk, second.number, 'merge', { data: { into: first.number } })).body.state).toBe('void');
    expect((await app.call<{ mine: boolean }>(resident('r2'), 'GET', `/api/cases/${first.number}`)).body.mine).toBe(
      true,
    );
    expect(
      (await app.call<{ mergedInto: string }>(resident('r2'), 'GET', `/api/cases/${second.number}`)).body.mergedInto,
    ).toBe(first.number);
    expect((await act(desk, first.number, 'merge', { data: { into: first.number } })).status).toBe(422);
  });

  it('shows contact details only masked, and in full for a purpose that is recorded', async () => {
    const { number } = (
      await app.call<Receipt>(desk, 'POST', '/api/cases', {
        actId: randomUUID(),
        description: '来电反映停水',
        area: GRID,
        source: 'hotline',
        channel: 'phone',
        contact: { name: '王小明', phone: '13812345678' },
      })
    ).body;
    expect((await app.call<{ contact: object }>(desk, 'GET', `/api/cases/${number}`)).body.contact).toEqual({
      name: '王**',
      phone: '138****5678',
    });
    expect(
      (await app.call(neighbour, 'POST', `/api/cases/${number}/reveal`, { field: 'contact', purpose: '核实情况' }))
        .status,
    ).toBe(404);
    expect(
      (await app.call(desk, 'POST', `/api/cases/${number}/reveal`, { field: 'contact', purpose: '核实情况' })).body,
    ).toEqual({ name: '王小明', phone: '13812345678' });
    const looks = await database.owner.query('select account, data from audit_event where case_id = $1', [
      caseIdOf(number),
    ]);
    expect(looks.rows).toEqual([{ account: 'p2', data: { purpose: '核实情况' } }]);
    const stored = await database.owner.query<{ contact: Buffer }>('select contact from cases where id = $1', [
      caseIdOf(number),
    ]);
    expect(stored.rows[0]?.contact.includes('13812345678')).toBe(false);
  });
});

describe('the database itself', () => {
  it('refuses to change or delete a step, for the owner too', async () => {
    await expect(database.owner.query(`update step set note = 'x'`)).rejects.toThrow('append-only');
    await expect(database.owner.query('delete from step')).rejects.toThrow('append-only');
    await expect(database.owner.query('truncate step')).rejects.toThrow('append-only');
  });

  it('gives the app no tables, no bypass, and nothing without a scope', async () => {
    const { rows } = await database.owner.query(
      `select rolsuper, rolbypassrls, rolcreaterole, (select count(*)::int from pg_class where relowner = r.oid) as owns from pg_roles r where rolname = 'gewu_app'`,
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owns: 0 }]);
    await expect(database.pool.query('select count(*) from cases')).rejects.toThrow(/does not exist|permission denied/);
    await expect(database.pool.query('set role gewu_staff; select count(*) from cases')).rejects.toThrow();
  });
});
