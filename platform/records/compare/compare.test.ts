import { randomUUID } from 'node:crypto';
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
import { readConsumers } from './read-consumers.ts';
import { registerCompareRoutes } from './register-compare-routes.ts';
import { hashRequest } from './request-hash.ts';

const database = withDatabase();
const app = withApp(database, [registerCompareRoutes]);

const GRID = '610402001001001';
const HOME = 2 ** 52 + 1;
const ADULT = '610402198506070028';
const CHILD = '610402201801010030';
const LONELY = '610402199001010016';
const KEY: Actor = { kind: 'key', account: 'key-1', keyId: 'k1', area: '610402', permissions: ['record.compare'] };
let desk: Actor;
let water: Actor;
let mine: string;
let others: string;
let closed: string;

const ask = (actor: Actor, body: object, headers: Record<string, string> = {}) =>
  app.callRaw<{ answer?: string; code?: string; refused?: object[] }>(actor, {
    method: 'POST',
    url: '/api/records/compare',
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const question = (more: object = {}) => ({
  service: 'person-name-citizen',
  name: '张小明',
  citizen: ADULT,
  purpose: 'case-handling',
  case: mine,
  ...more,
});

beforeAll(async () => {
  const { ctx } = app;
  await fillSmallDistrict(ctx);
  [desk, water] = await Promise.all([atPost(ctx, 5), atPost(ctx, 7)]);
  const db = database.owner;
  await syncSources(database.pool, readSources(CATALOGUE_DIR).sources);
  const { rows } = await db.query<{ id: number }>(`select id from source where code = 'police-households'`);
  const source = rows[0]?.id as number;
  const addresses = await db.query<{ id: number }>(`select id from source where code = 'health-insurance'`);
  const child = await plantSecret(db, ctx, 'name', '张小童');
  const add = async (id: number, name: unknown, citizen: string, more = {}) => {
    const number = await plantSecret(db, ctx, 'citizen', citizen);
    await plantRecord(db, { id: id * 10, source, area: GRID, fields: { 登记编号: String(id) }, parts: [[0, id]] });
    await plantRecord(db, {
      id: id * 10 + 1,
      source: addresses.rows[0]?.id as number,
      area: GRID,
      fields: {},
      parts: [[0, id]],
    });
    await plantEntity(db, {
      id,
      kind: 'person',
      area: GRID,
      label: '某',
      fields: { name, citizen: number, address: '芙蓉小区3-2-501' },
      provenance: { name: [id * 10], citizen: [id * 10], address: [id * 10 + 1] },
      fedBy: [source],
      terms: numberTerms(ctx, 'citizen', citizen),
      links: [{ relation: 'lives_in', to: HOME }],
      ...more,
    });
  };
  await plantEntity(db, {
    id: HOME,
    kind: 'dwelling',
    area: GRID,
    label: '芙蓉小区3-2-501',
    terms: ['a:芙蓉小区3-2-501'],
  });
  await add(1, '张小明', ADULT, {
    conflicts: {
      name: [
        { value: '张小明', records: [10] },
        { value: '张晓明', records: [11] },
      ],
    },
  });
  await add(2, child, CHILD, { minor: true });
  await db.query(
    `insert into source (code, declaration, hash) values ('nobody', '{"purposes": [], "parts": {}, "fields": [], "key": [], "source": "nobody"}', 'x')`,
  );
  await add(3, '独行者', LONELY, { provenance: { name: [39], citizen: [39] }, fedBy: [] });
  await db.query(
    `insert into record (id, source, key, hash, area, fields, batch, since) select 39, id, 39, 1, $1, '{}', 1, now() from source where code = 'nobody'`,
    [GRID],
  );
  const now = new Date();
  const numbers: string[] = [];
  for (const [state, owner, unit] of [
    ['handling', 5, 4],
    ['handling', 7, 6],
    ['closed', 5, 4],
  ] as const) {
    const id = await plantCase(db, { area: GRID, state, openedH: -5, unit }, now);
    await db.query('update cases set owner_post = $2 where id = $1', [id, owner]);
    const day = new Date(now.getTime() + 3 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
    numbers.push(`${day}${String(id).padStart(8, '0')}`);
  }
  [mine, others, closed] = numbers as [string, string, string];
  await db.query(`insert into account (id, kind) values ('key-1', 'key')`);
  await db.query(
    `insert into api_key (id, hash, name, account, area, acts, created_by) values ('k1', '\\x00', '外部系统', 'key-1', '610402', '{record.compare}', 'p1')`,
  );
});

describe('a comparison', () => {
  it.each([
    ['the same person', {}, 'yes'],
    ['the same, written with a dot and spaces', { name: '张 小·明' }, 'yes'],
    ['another name', { name: '李四' }, 'no'],
    ['a name that a source says otherwise', { name: '张晓明' }, 'unknown'],
    ['a number nobody has', { citizen: '610402197001010017' }, 'unknown'],
    ['no number at all', { citizen: '123' }, 'unknown'],
    ['a child, for a purpose that does not cover children', { name: '张小童', citizen: CHILD }, 'unknown'],
    ['somebody known only from a source that may not be used', { name: '独行者', citizen: LONELY }, 'unknown'],
  ])('of %s', async (_what, more, answer) => {
    expect(await ask(desk, question(more))).toMatchObject({ status: 200, body: { answer } });
  });

  it.each([
    ['one who lives there', { name: '张小明', address: '秦都区芙蓉小区3号楼2单元501室' }, 'yes'],
    ['one who does not', { name: '李四', address: '芙蓉小区3-2-501' }, 'unknown'],
    ['a building', { name: '张小明', address: '芙蓉小区3号楼' }, 'unknown'],
    ['a home nobody knows', { name: '张小明', address: '芙蓉小区3-2-502' }, 'unknown'],
  ])('of a name and an address: %s', async (_what, more, answer) => {
    const { citizen: _, ...rest } = question({ service: 'person-address', ...more }) as Record<string, unknown>;
    expect(await ask(desk, rest)).toMatchObject({ status: 200, body: { answer } });
  });

  it('binds its answer to the request, and the trail to both', async () => {
    const payload = question();
    const headers = {
      'gewu-request-id': randomUUID(),
      'gewu-represented-party': encodeURIComponent('市住房公积金中心'),
    };
    const answer = await ask(desk, payload, headers);
    const hash = hashRequest(headers, Buffer.from(JSON.stringify(payload))).toString('base64');
    expect(answer.headers['gewu-request-hash']).toBe(hash);
    const { rows } = await database.owner.query(
      `select * from audit_event where kind = 'compare' order by id desc limit 1`,
    );
    expect(rows[0]).toMatchObject({
      account: 'p5',
      subject: 'person-name-citizen',
      data: { purpose: 'case-handling', fields: ['name', 'citizen'], requestHash: hash, behalf: '市住房公积金中心' },
    });
    expect(JSON.stringify(rows[0])).not.toMatch(/张小明|6104021985/);
  });

  it('replayed gets the same answer and costs nothing; its id serves one request only', async () => {
    const id = randomUUID();
    const share = async () =>
      (await database.owner.query(`select used from quota_use where holder = 'unit:4'`)).rows[0]?.used;
    expect((await ask(desk, question({ id }))).body.answer).toBe('yes');
    const used = await share();
    expect((await ask(desk, question({ id }))).body.answer).toBe('yes');
    expect(await share()).toBe(used);
    expect(await ask(desk, question({ id, name: '李四' }))).toMatchObject({
      status: 409,
      body: { code: 'request.reused' },
    });
  });

  it('answers alike in shape and length of work, whatever it knows', async () => {
    const timed = async (more: object) => {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const from = performance.now();
        const { body, headers } = await ask(desk, question(more));
        times.push(performance.now() - from);
        expect(Object.keys(body)).toEqual(['answer']);
        expect(headers['content-type']).toContain('json');
      }
      return Math.min(...times);
    };
    const times = [await timed({}), await timed({ name: '李四' }), await timed({ citizen: '610402197001010017' })];
    for (const time of times) expect(time).toBeGreaterThanOrEqual(45); // never sooner than the first full step
  });
});

describe('a comparison is refused', () => {
  it.each([
    ['for a case of another unit', () => question({ case: others }), 404],
    ['for a closed case', () => question({ case: closed }), 409],
    ['for a case that is not there', () => question({ case: '2026010100000099' }), 404],
    ['for a purpose one was not given', () => question({ purpose: 'safety' }), 403],
    ['for a service that does not exist', () => question({ service: 'person-everything' }), 400],
  ])('%s', async (_what, body, status) => {
    expect((await ask(desk, body())).status).toBe(status);
  });

  it('to a unit that declared no purpose, as a gap that is noted', async () => {
    expect(readConsumers().consumers.departments.water).toBeUndefined();
    const answer = await ask(water, question({ case: others }));
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'purpose.gap', refused: [{ field: 'name', outcome: 'gap-consumer' }, { field: 'citizen' }] },
    });
    const { rows } = await database.owner.query(`select subject from audit_event where kind = 'purpose-gap'`);
    expect(rows).toEqual([{ subject: 'water' }]);
  });

  it('to a key that does not say who asks, and to one nobody configured', async () => {
    expect(await ask(KEY, question())).toMatchObject({ status: 400, body: { code: 'compare.who' } });
    const headers = { 'gewu-user': encodeURIComponent('王五，窗口'), 'gewu-request-id': randomUUID() };
    expect(await ask(KEY, question(), headers)).toMatchObject({ status: 403, body: { code: 'purpose.gap' } });
  });

  it('beyond the day’s share', async () => {
    await database.owner.query(`update quota_use set used = 20000 where holder = 'unit:4'`);
    expect(await ask(desk, question())).toMatchObject({ status: 429, body: { code: 'quota.spent' } });
    await database.owner.query('delete from quota_use');
  });

  it('to grid workers and residents', async () => {
    expect((await ask(await atPost(app.ctx, 1), question())).status).toBe(403);
    expect((await ask({ kind: 'resident', account: 'r1' }, question())).status).toBe(403);
  });
});
