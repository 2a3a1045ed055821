import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { keyedHash } from '../keyed-hash.ts';
import { numberTerms, plantEntity, plantSecret } from '../testing/plant-base.ts';
import { registerSearchRoutes } from './register-search-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerSearchRoutes]);

const GRID = '610402001001001';
const ELSEWHERE = '610402001002';
const CITIZEN = '610402198506070028';
type Answer = {
  rows: { id: number; label: string; hint: { field: string; value: { zh: string } }[] }[];
  next: string | null;
};

let street: Actor;
let worker: Actor;
const search = async (actor: Actor, query: Record<string, string>) =>
  (await app.call<Answer>(actor, 'GET', `/api/records/search?${new URLSearchParams(query)}`)).body;
const ids = async (actor: Actor, q: string, more = {}) =>
  (await search(actor, { q, ...more })).rows.map(({ id }) => id);

beforeAll(async () => {
  const { ctx } = app;
  await fillSmallDistrict(ctx);
  [street, worker] = await Promise.all([atPost(ctx, 3), atPost(ctx, 1)]);
  const db = database.owner;
  const citizen = await plantSecret(db, ctx, 'citizen', CITIZEN);
  const phone = await plantSecret(db, ctx, 'phone', '13812345678');
  const home = 2 ** 52 + 1;
  await plantEntity(db, {
    id: home,
    kind: 'dwelling',
    area: GRID,
    label: '芙蓉小区3-2-501',
    terms: ['a:芙蓉小区', 'a:芙蓉小区3', 'a:芙蓉小区3-2', 'a:芙蓉小区3-2-501'],
  });
  await plantEntity(db, {
    id: 1,
    kind: 'person',
    area: GRID,
    label: '张小明',
    fields: { name: '张小明', citizen, phone, sex: '1', birth: '1985-06-07' },
    terms: [
      'n:张小明',
      'n:张晓明',
      'p:zhangxiaoming',
      'i:zxm',
      ...numberTerms(ctx, 'citizen', CITIZEN),
      ...numberTerms(ctx, 'phone', '13812345678'),
    ],
    links: [{ relation: 'lives_in', to: home }],
  });
  await plantEntity(db, {
    id: 2,
    kind: 'person',
    area: ELSEWHERE,
    label: '张小明',
    terms: ['n:张小明', 'p:zhangxiaoming', 'i:zxm'],
  });
  const hidden = await plantSecret(db, ctx, 'name', '张小童');
  await plantEntity(db, {
    id: 3,
    kind: 'person',
    area: GRID,
    label: '张**',
    minor: true,
    fields: { name: hidden },
    terms: [`n:${keyedHash(ctx, 'n', '张小童')}`],
  });
  await plantEntity(db, {
    id: 4,
    kind: 'organisation',
    area: GRID,
    label: '咸阳渭水商贸有限公司',
    terms: [
      'n:咸阳渭水商贸有限公司',
      'n:渭水商贸',
      'g:咸阳',
      'g:阳渭',
      'g:渭水',
      'g:水商',
      'g:商贸',
      'g:有限',
      'u:91610402MA6XABCD1E',
      'a:芙蓉小区3-1-101',
    ],
  });
  for (let i = 0; i < 75; i++)
    await plantEntity(db, {
      id: 100 + i,
      kind: 'person',
      area: i % 2 ? GRID : ELSEWHERE,
      label: `李${i}`,
      terms: [`n:李${String(i).padStart(2, '0')}`, 'n:李', 'i:l'],
    });
});

describe('search', () => {
  it.each([
    ['a name', '张小明', [1, 2]],
    ['a variant of it', '张晓明', [1]],
    ['pinyin', 'zhang xiaoming', [1, 2]],
    ['initials', 'zxm', [1, 2]],
    ['a full citizen number', CITIZEN, [1]],
    ['its last four', '0028', [1]],
    ['more of its last digits', '06070028', [1]],
    ['last digits that end otherwise', '16070028', []],
    ['a phone', '138 1234 5678', [1]],
    ['the last of a phone', '345678', [1]],
    ['an organisation by its middle', '渭水商贸', [4]],
    ['two words in an organisation', '商贸 咸阳', [4]],
    ['a credit code', '91610402MA6X', [4]],
    ['a child by the whole name only', '张小童', [3]],
    ['a name at an address', '芙蓉小区 张小明', [1]],
    ['pinyin at an address elsewhere', 'zhangxiaoming 玫瑰园', []],
  ])('finds %s', async (_what, q, found) => {
    expect((await ids(street, q)).sort()).toEqual(found);
  });

  it('finds a home before those who live there', async () => {
    expect(await ids(street, '秦都区芙蓉小区3号楼二单元501室')).toEqual([2 ** 52 + 1, 1]);
    expect(await ids(street, '芙蓉小区3', { kind: 'person' })).toEqual([1]);
  });

  it('shows nothing sensitive', async () => {
    const { rows } = await search(street, { q: CITIZEN });
    expect(rows[0]?.hint.map(({ value }) => value.zh)).toEqual([
      '男',
      '1985-**-**',
      '610402********0028',
      '138****5678',
    ]);
    expect(JSON.stringify(rows)).not.toContain('06-07'); // with the day, the masked number would be whole
    const child = JSON.stringify(await search(street, { q: '张小童' }));
    expect(child.match(/张小童/g)).toHaveLength(1); // what was typed, echoed
  });

  it('ends at the border of the area, whatever is asked for', async () => {
    expect(await ids(worker, '张小明')).toEqual([1]);
    expect(await ids(worker, '张小明', { within: ELSEWHERE })).toEqual([]);
    expect(await ids(street, '张小明', { within: ELSEWHERE })).toEqual([2]);
  });

  it.each(['李', 'l'])('pages through every hit of %s once', async (q) => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Answer = await search(street, { q, limit: '20', ...(cursor && { cursor }) });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 75 }, (_, i) => 100 + i));
  });

  it('is recorded with who and how many, not with what', async () => {
    const before = await database.owner.query(`select count(*)::int as n from audit_event where kind = 'search'`);
    await ids(worker, '张小明');
    const { rows } = await database.owner.query(`select * from audit_event where kind = 'search' order by id desc`);
    expect(rows).toHaveLength(before.rows[0].n + 1);
    expect(rows[0]).toMatchObject({ account: 'p1', post: 1, data: { hits: 1, more: false } });
    expect(JSON.stringify(rows[0])).not.toContain('张小明');
  });

  it.each([
    ['016', 422],
    ['……', 422],
  ])('refuses %s', async (q, status) => {
    expect((await app.call(street, 'GET', `/api/records/search?q=${encodeURIComponent(q)}`)).status).toBe(status);
  });

  it('is closed to departments and residents', async () => {
    const url = `/api/records/search?q=${encodeURIComponent('张小明')}`;
    expect((await app.call(await atPost(app.ctx, 5), 'GET', url)).status).toBe(403);
    expect((await app.call({ kind: 'resident', account: 'r1' }, 'GET', url)).status).toBe(403);
    expect((await app.call(street, 'GET', `${url}&cursor=bm8`)).status).toBe(422);
  });
});
