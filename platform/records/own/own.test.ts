import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { actOnCase } from '../../cases/act-on-case.ts';
import { registerCaseRoutes } from '../../cases/routes/register-case-routes.ts';
import { atPost, fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import type { Wanted } from '../decisions/wanted.ts';
import { keyedHash } from '../keyed-hash.ts';
import { registerPageRoutes } from '../pages/register-page-routes.ts';
import { registerOwnRoutes } from './register-own-routes.ts';
import { takeOwnRequests } from './take-own-requests.ts';

const database = withDatabase();
const app = withApp(database, [registerOwnRoutes, registerCaseRoutes, registerPageRoutes]);
const GRID = '610402001001001';
const CITIZEN = '610402198503020017';
const PHONE = '13812345678';
const me = resident('r1');
const claim = { name: '王小明', citizen: CITIZEN };
const made: Wanted[] = [];
const decide = async (_ctx: unknown, actor: Actor, wanted: Wanted) => {
  made.push(wanted);
  if (wanted.kind !== 'correct') throw new Error('a resident only corrects');
  await database.owner.query(
    `insert into decision (kind, entities, data, case_id, account, reason) values ('correct', $1, $2, $3, $4, $5)`,
    [[wanted.entity], { field: wanted.field }, wanted.caseId, actor.account, wanted.reason],
  );
};

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  const secret = async (kind: string, value: string) => {
    const id = keyedHash(app.ctx, kind, value);
    await database.owner.query('insert into secret (id, kind, sealed) values ($1, $2, $3) on conflict do nothing', [
      id,
      kind,
      app.ctx.sealer.sealJson(value),
    ]);
    return { '§': id };
  };
  const citizen = await secret('citizen', CITIZEN);
  const phone = await secret('phone', PHONE);
  const declaration = {
    source: 'police-households',
    name: { zh: '公安户籍人口', en: 'Police household register' },
    department: 'public-security',
    category: 'people',
    frequency: 'monthly',
    purposes: ['grid-service', 'verification'],
    legal_basis: { zh: '《户口登记条例》', en: 'Household registration' },
    retention: { years: 10, from: 'vanished', destruction: 'key' },
    key: ['编号'],
    seen: '更新日期',
    parts: { person: 'person', head: 'person' },
    fields: [
      { column: '编号', required: true },
      { column: '姓名', to: 'person.name', trust: 95 },
      { column: '身份证', to: 'person.citizen', trust: 95 },
      { column: '电话', to: 'person.phone', trust: 50 },
      { column: '户主', to: 'head.name', trust: 50 },
      { column: '更新日期' },
    ],
  };
  const { owner } = database;
  await owner.query(`insert into source (id, code, declaration, hash) values (1, 'police-households', $1, '')`, [
    JSON.stringify(declaration),
  ]);
  await owner.query(
    `insert into record (id, source, key, hash, area, fields, batch, since) values (1, 1, 1, 1, $1, $2, 1, now())`,
    [
      GRID,
      JSON.stringify({
        编号: '1',
        姓名: '王小明',
        身份证: citizen,
        电话: phone,
        户主: '王老大',
        更新日期: '2025-05-01',
      }),
    ],
  );
  await owner.query(
    `insert into entity (id, kind, area, label, fields, provenance, rows, hash, changed_at, fed_by)
     values (5, 'person', $1, '王小明', $2, '{"name":[1],"citizen":[1],"phone":[1]}', 1, 1, now(), '{1}')`,
    [GRID, JSON.stringify({ name: '王小明', citizen, phone, sex: '1' })],
  );
  await owner.query('insert into record_entity values (1, 0, 5)');
  for (const term of [`c:${citizen['§']}`, `t:${phone['§']}`])
    await owner.query('insert into entity_term (term, area, entity) values ($1, $2, 5)', [term, GRID]);
});

beforeEach(async () => {
  made.length = 0;
  await database.owner.query(
    'delete from own_try; delete from own_request; delete from decision; update account set entity = null',
  );
  await signedInWith('r1', PHONE);
  await signedInWith('r2', '13900000000');
});

const signedInWith = (account: string, phone: string) =>
  database.owner.query('update account set sealed = $2 where id = $1', [
    account,
    app.ctx.sealer.seal({ name: '', phone }),
  ]);
const verify = (actor: Actor, body: object) =>
  app.call<{ verified: boolean }>(actor, 'POST', '/api/records/own/verify', body);

/** The desk takes a case through to its decision. */
async function decideCase(number: string, act: 'approve' | 'refuse', data: Record<string, unknown>): Promise<void> {
  const desk = await atPost(app.ctx, 2);
  for (const [name, more] of [
    ['accept', {}],
    ['review', {}],
    [act, { data, note: '已核对' }],
  ] as const)
    await actOnCase(app.ctx, desk, number, { actId: randomUUID(), act: name, ...more });
}

describe('proving who one is', () => {
  it('joins the account where name, number and phone fit one person', async () => {
    expect((await verify(me, claim)).body).toEqual({ verified: true, triesLeft: 4 });
    const { rows } = await database.owner.query(`select entity from account where id = 'r1'`);
    expect(rows).toEqual([{ entity: 5 }]);
    expect((await verify(me, claim)).status).toBe(409);
  });

  it('answers alike whatever does not fit, so that it tells nobody who is in the base', async () => {
    const wrongPhone = await verify(resident('r2'), claim);
    await database.owner.query('delete from own_try');
    const wrongName = await verify(resident('r2'), { ...claim, name: '王大明' });
    await database.owner.query('delete from own_try');
    const nobody = await verify(resident('r2'), { name: '李不在', citizen: '610402199001010016' });
    expect(wrongPhone.body).toEqual({ verified: false, triesLeft: 4 });
    expect(wrongName.raw.equals(wrongPhone.raw)).toBe(true);
    expect(nobody.raw.equals(wrongPhone.raw)).toBe(true);
  });

  it('allows five tries a day, also for what would have fitted', async () => {
    for (let i = 0; i < 5; i++) expect((await verify(me, { ...claim, name: '王大明' })).status).toBe(200);
    expect((await verify(me, claim)).status).toBe(429);
  });

  it('is not open to staff', async () => {
    expect((await verify(await atPost(app.ctx, 2), claim)).status).toBe(403);
    expect((await app.call(undefined, 'GET', '/api/records/own')).status).toBe(401);
  });

  it('goes through the community desk where the phone does not fit, one request at a time', async () => {
    const ask = () =>
      app.call<{ number: string }>(resident('r2'), 'POST', '/api/records/own/desk', {
        ...claim,
        actId: randomUUID(),
        community: '610402001001',
      });
    const first = await ask();
    expect(first.status).toBe(200);
    expect((await ask()).body).toEqual(first.body);
    const seen = await app.call(await atPost(app.ctx, 2), 'GET', `/api/cases/${first.body.number}`);
    expect(JSON.stringify(seen.body)).not.toContain(CITIZEN);
    await decideCase(first.body.number, 'approve', { result: 'approved', check: 'identity_seen' });
    expect(await takeOwnRequests(app.ctx, decide)).toBe(1);
    expect(await takeOwnRequests(app.ctx, decide)).toBe(0);
    const { rows } = await database.owner.query(`select entity from account where id = 'r2'`);
    expect(rows).toEqual([{ entity: 5 }]);
    const { rows: left } = await database.owner.query('select sealed from own_request');
    expect(app.ctx.sealer.openJson(left[0].sealed)).toEqual({});
  });
});

describe('my data', () => {
  it('shows nothing before it is proved whose it is', async () => {
    expect((await app.call(me, 'GET', '/api/records/own')).body).toMatchObject({ verified: false, person: null });
    expect((await app.call(me, 'GET', '/api/records/own/export.json')).status).toBe(409);
  });

  it('says what is held, from whom, why and until when', async () => {
    await verify(me, claim);
    const { body } = await app.call<{ person: { fields: { key: string }[] } }>(me, 'GET', '/api/records/own');
    expect(body.person.fields.find((field) => field.key === 'phone')).toMatchObject({
      value: { zh: PHONE },
      masked: { zh: '138****5678' },
      sensitive: true,
      from: [
        {
          source: { zh: '公安户籍人口' },
          seen: '2025-05-01',
          years: 10,
          legalBasis: { zh: '《户口登记条例》' },
          purposes: [{ zh: '网格服务' }, {}],
        },
      ],
    });
    expect((await app.call(resident('r2'), 'GET', '/api/records/own')).body).toMatchObject({ person: null });
  });

  it('says who looked: role, organisation, when; never the clerk', async () => {
    await verify(me, claim);
    expect((await app.call(await atPost(app.ctx, 2), 'GET', '/api/records/entities/5')).status).toBe(200);
    const { body } = await app.call<object[]>(me, 'GET', '/api/records/own/looks');
    expect(body[0]).toMatchObject({ role: 'duty_officer', organisation: '甲社区居委会', fields: [] });
    expect(JSON.stringify(body)).not.toMatch(/员工2|"p2"/);
  });

  it('is taken along in one file, without other people of the same row', async () => {
    await verify(me, claim);
    const { body } = await app.call<{ rows: { columns: object }[] }>(me, 'GET', '/api/records/own/export.json');
    expect(body.rows[0]?.columns).toEqual({ 姓名: '王小明', 身份证: CITIZEN, 电话: PHONE });
    expect(JSON.stringify(body)).not.toContain('王老大');
  });

  it('is corrected through a case that shows no plain number, applied once when approved', async () => {
    await verify(me, claim);
    const actId = randomUUID();
    const wish = { actId, field: 'phone', value: '139 1111 2222', reason: '换了号码' };
    const ask = () => app.call<{ number: string }>(me, 'POST', '/api/records/own/correct', wish);
    const { body } = await ask();
    expect((await ask()).body).toEqual(body);
    const { body: seen } = await app.call<{ attributes: object }>(
      await atPost(app.ctx, 2),
      'GET',
      `/api/cases/${body.number}`,
    );
    expect(seen.attributes).toEqual({ field: '联系电话', old: '138****5678', new: '139****2222', reason: '换了号码' });
    await decideCase(body.number, 'approve', { result: 'approved' });
    await takeOwnRequests(app.ctx, decide);
    await takeOwnRequests(app.ctx, decide);
    expect(made).toMatchObject([{ kind: 'correct', entity: 5, field: 'phone', value: '13911112222' }]);
    const { body: own } = await app.call(me, 'GET', '/api/records/own');
    expect(own).toMatchObject({ requests: [{ number: body.number, kind: 'correct', outcome: 'corrected' }] });
  });

  it('refuses values that cannot be right, and fields there are none of', async () => {
    await verify(me, claim);
    const ask = (field: string, value: string) =>
      app.call(me, 'POST', '/api/records/own/correct', { actId: randomUUID(), field, value, reason: '写错了' });
    expect((await ask('citizen', '610402198503020018')).status).toBe(422);
    expect((await ask('birth', '1985-13-01')).status).toBe(422);
    expect((await ask('sex', '7')).status).toBe(422);
    expect((await ask('religion', '无')).status).toBe(422);
  });

  it('is deleted or frozen as the desk finds under Art. 47, and stays where it is refused', async () => {
    await verify(me, claim);
    const ask = async () =>
      (
        await app.call<{ number: string }>(me, 'POST', '/api/records/own/delete', {
          actId: randomUUID(),
          fields: ['phone'],
          ground: 'withdrawn',
        })
      ).body.number;
    const [first, second] = [await ask(), await ask()];
    await decideCase(first, 'refuse', { result: 'refused' });
    await decideCase(second, 'approve', { result: 'approved', check: 'frozen', basis: '户口登记条例' });
    expect(await takeOwnRequests(app.ctx, decide)).toBe(2);
    expect(made).toMatchObject([{ field: 'phone', value: null }]);
    const { rows } = await database.owner.query('select outcome from own_request order by case_id');
    expect(rows).toEqual([{ outcome: 'refused' }, { outcome: 'frozen' }]);
  });
});
