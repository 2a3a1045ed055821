import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import { plantCase } from '../../insights/testing.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { readSources } from '../sources/read-sources.ts';
import { syncSources } from '../sources/sync-sources.ts';
import { plantEntity, plantRecord, plantSecret } from '../testing/plant-base.ts';
import type { readEntity } from './read-entity.ts';
import { registerPageRoutes } from './register-page-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerPageRoutes]);
type View = Awaited<ReturnType<typeof readEntity>>;

const GRID = '610402001001001';
const HOME = 2 ** 52 + 1;
const CITIZEN = '610402198506070028';
let worker: Actor;
let street: Actor;
let neighbour: Actor;
let held: string;
let foreign: string;

const page = async (actor: Actor, id: number) => app.call<View>(actor, 'GET', `/api/records/entities/${id}`);
const reveal = (actor: Actor, id: number, body: object) =>
  app.call<Record<string, never>>(actor, 'POST', `/api/records/entities/${id}/reveal`, body);

beforeAll(async () => {
  const { ctx } = app;
  await fillSmallDistrict(ctx);
  [worker, street, neighbour] = await Promise.all([atPost(ctx, 1), atPost(ctx, 3), atPost(ctx, 6)]);
  const db = database.owner;
  await syncSources(database.pool, readSources(CATALOGUE_DIR).sources);
  const { rows } = await db.query<{ id: number }>(`select id from source where code = 'police-households'`);
  const source = rows[0]?.id as number;
  const citizen = await plantSecret(db, ctx, 'citizen', CITIZEN);
  const child = await plantSecret(db, ctx, 'name', '张小童');
  const said = {
    登记编号: '1',
    出生日期: '19850607',
    姓名: '张小明',
    公民身份号码: citizen,
    性别: '女',
    户号: 'H1',
    更新日期: '2026-03-04',
  };
  await plantEntity(db, {
    id: HOME,
    kind: 'dwelling',
    area: GRID,
    label: '芙蓉小区3-2-501',
    fields: { address: '芙蓉小区3-2-501' },
  });
  await plantEntity(db, {
    id: 1,
    kind: 'person',
    area: GRID,
    label: '张小明',
    fields: { name: '张小明', citizen, sex: '2', marital: '20', birth: '1985-06-07' },
    provenance: { name: [11, 12], citizen: [11], sex: [11], marital: [11] },
    conflicts: {
      marital: [
        { value: '20', records: [11] },
        { value: '40', records: [12] },
      ],
    },
    rows: 2,
    fedBy: [source],
    links: [{ relation: 'lives_in', to: HOME }],
  });
  await plantEntity(db, {
    id: 2,
    kind: 'person',
    area: GRID,
    label: '张**',
    minor: true,
    fields: { name: child, sex: '1' },
    links: [{ relation: 'lives_in', to: HOME }],
  });
  await plantEntity(db, {
    id: 3,
    kind: 'person',
    area: '610402001002',
    label: '远亲',
    links: [{ relation: 'child_of', to: 1 }],
  });
  await plantRecord(db, { id: 11, source, area: GRID, fields: { ...said, 婚姻状况: '已婚' }, parts: [[0, 1]] });
  await plantRecord(db, {
    id: 12,
    source,
    area: '610402001002',
    fields: { ...said, 登记编号: '2', 婚姻状况: '离婚' },
    parts: [[0, 1]],
  });
  const now = new Date();
  const mine = await plantCase(db, { area: GRID, state: 'handling', openedH: -5 }, now);
  const other = await plantCase(db, { area: GRID, state: 'handling', openedH: -5 }, now);
  await db.query(
    `update cases set owner_post = 1, place = '芙蓉小区3号楼', search = '''芙蓉'' ''蓉小'' ''小区''' where id = $1`,
    [mine],
  );
  await db.query('update cases set owner_post = 3 where id = $1', [other]);
  const day = new Date(now.getTime() - 5 * 3_600_000 + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  held = `${day}${String(mine).padStart(8, '0')}`;
  foreign = `${day}${String(other).padStart(8, '0')}`;
});

describe('the page of an entity', () => {
  it('says each field with the rows behind it', async () => {
    const { body } = await page(street, 1);
    expect(body.fields.name).toMatchObject({ value: { zh: '张小明' }, masked: null, sensitive: false });
    expect(body.fields.citizen).toMatchObject({ value: null, masked: { zh: '610402********0028' }, sensitive: true });
    expect(body.fields.birth).toMatchObject({ value: null, masked: { zh: '1985-**-**' } });
    expect(JSON.stringify(body)).not.toMatch(/0607|06-07/);
    expect(body.fields.sex?.value).toEqual({ zh: '女', en: 'female' });
    expect(body.fields.marital?.conflict.map(({ value }) => value?.en)).toEqual(['married', 'divorced']);
    expect(body.fields.marital?.provenance).toMatchObject([
      {
        record: 11,
        sourceName: { zh: '公安户籍人口' },
        seen: '2026-03-04',
        trust: 60,
        agrees: true,
        value: { zh: '已婚' },
      },
      { record: 12, agrees: false, value: { zh: '离婚' } },
    ]);
  });

  it('shows of a row beyond the area that it is there, and nothing that it says', async () => {
    const { body } = await page(worker, 1);
    expect(body.fields.marital?.provenance[1]).toMatchObject({ record: 12, outside: true, value: null, masked: null });
  });

  it('draws neighbours and housemates, and counts those beyond the area', async () => {
    const { graph } = (await page(worker, 1)).body;
    expect(graph.nodes.map(({ id, hop }) => [id, hop])).toEqual([
      [1, 0],
      [HOME, 1],
      [2, 2],
    ]);
    expect(graph.beyond).toBe(1);
    expect((await page(street, 1)).body.graph).toMatchObject({ beyond: 0, total: 2 });
  });

  it('masks every field of a child that is not public', async () => {
    const { body, raw } = await page(street, 2);
    expect(body.fields.name?.masked?.zh).toBe('张**');
    expect(body.fields.sex).toMatchObject({ value: null, sensitive: true });
    expect(raw.toString()).not.toContain('张小童');
  });

  it('shows the cases at the place', async () => {
    expect((await page(worker, 1)).body.cases).toMatchObject([{ number: held, why: 'address' }]);
  });

  it('is not found beyond the area, and closed to residents', async () => {
    expect((await page(neighbour, 1)).status).toBe(404);
    expect((await page(street, 999)).status).toBe(404);
    expect((await page({ kind: 'resident', account: 'r1' }, 1)).status).toBe(403);
  });
});

describe('a look behind the mask', () => {
  const order = { fields: ['citizen'], purpose: 'case-handling' };

  it('shows the value for a purpose and a case in hand, and is there for all to see', async () => {
    expect(await reveal(worker, 1, { ...order, case: held })).toMatchObject({
      status: 200,
      body: { values: { citizen: { zh: CITIZEN } }, leftOut: [] },
    });
    const looks = await app.call<unknown[]>(street, 'GET', '/api/records/entities/1/looks');
    expect(looks.body[0]).toMatchObject({
      by: { zh: '第一网格网格员' },
      fields: ['citizen'],
      purpose: { en: 'Case handling' },
      case: held,
    });
    expect(JSON.stringify(looks.body)).not.toContain(CITIZEN);
  });

  it.each([
    ['a case of another post', () => ({ ...order, case: foreign }), 409],
    ['a case that is not there', () => ({ ...order, case: '2026010100000099' }), 404],
    ['a purpose the source does not have', () => ({ ...order, purpose: 'education-service', case: held }), 403],
    ['a purpose nobody declared', () => ({ ...order, purpose: 'curiosity', case: held }), 403],
  ])('is refused for %s', async (_what, body, status) => {
    const answer = await reveal(worker, 1, body());
    expect(answer.status).toBe(status);
    expect(answer.raw.toString()).not.toContain(CITIZEN);
  });

  it('ends with the day’s share', async () => {
    await database.owner.query(`update quota_use set used = 200 where holder = 'p1'`);
    expect((await reveal(worker, 1, { ...order, case: held })).status).toBe(429);
    await database.owner.query('delete from quota_use');
  });
});
