import { beforeAll, describe, expect, it } from 'vitest';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { findKeyActor } from '../find-actor.ts';
import { registerAccounts } from './accounts.ts';
import { registerDuty } from './duty.ts';
import { registerEditPosts } from './edit-posts.ts';
import { registerKeys } from './keys.ts';
import { registerListPosts } from './list-posts.ts';

const database = withDatabase();
const app = withApp(database, [registerListPosts, registerEditPosts, registerDuty, registerAccounts, registerKeys]);
const manager = staffAt('610402', 'manager', { account: 'boss' });
const streetManager = staffAt('610402001', 'manager', { account: 'small-boss' });
const worker = staffAt('610402001001001', 'grid_worker');

type PostRow = { id: number; area: string; name: string; holders: { account: string }[]; onDuty: string[] };
const posts = async () => (await app.call<PostRow[]>(worker, 'GET', '/api/posts')).body;

beforeAll(async () => {
  await database.owner.query(`
    insert into area (code, parent, name) values ('610402', null, '秦都区'), ('610402001', '610402', '甲街道'), ('610402002', '610402', '乙街道');
    insert into organisation (id, code, name, kind, area) values (1, 'district', '区政府', 'district', '610402'), (2, 'street-1', '甲街道办', 'street', '610402001');
    insert into account (id, kind, name) values ('boss', 'staff', '甲'), ('w1', 'staff', '乙'), ('w2', 'staff', '丙'), ('r', 'resident', null)`);
});

describe('posts', () => {
  it('are made, held, and keep the history of their holders', async () => {
    const made = await app.call<{ id: number }>(manager, 'POST', '/api/posts', {
      area: '610402001',
      role: 'street_desk',
      organisation: 2,
      name: '受理岗',
    });
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect((await app.call(manager, 'PUT', `/api/posts/${id}/holders`, { accounts: ['w1'] })).status).toBe(204);
    expect((await app.call(manager, 'PUT', `/api/posts/${id}/holders`, { accounts: ['w2'] })).status).toBe(204);
    expect((await posts()).find((post) => post.id === id)?.holders).toEqual([{ account: 'w2', name: '丙' }]);
    const history = await database.owner.query(
      'select account, until is null as now from post_holder where post = $1 order by since',
      [id],
    );
    expect(history.rows).toEqual([
      { account: 'w1', now: false },
      { account: 'w2', now: true },
    ]);
    const trail = await database.owner.query(
      `select account, data->>'what' as what from audit_event where subject = $1 order by id`,
      [`post:${id}`],
    );
    expect(trail.rows).toEqual([
      { account: 'boss', what: 'holders' },
      { account: 'boss', what: 'holders' },
    ]);
  });

  it('are not for residents or closed accounts to hold, nor for workers to change', async () => {
    const [post] = await posts();
    expect((await app.call(manager, 'PUT', `/api/posts/${post?.id}/holders`, { accounts: ['r'] })).status).toBe(422);
    expect((await app.call(worker, 'PUT', `/api/posts/${post?.id}/holders`, { accounts: [] })).status).toBe(403);
    expect((await app.call(undefined, 'GET', '/api/posts')).status).toBe(401);
  });

  it('outside a manager’s area do not exist for them', async () => {
    const made = await app.call<{ id: number }>(manager, 'POST', '/api/posts', {
      area: '610402002',
      role: 'leader',
      organisation: 1,
      name: '领导',
    });
    expect((await app.call(streetManager, 'PATCH', `/api/posts/${made.body.id}`, { name: 'x' })).status).toBe(404);
    expect(
      (
        await app.call(streetManager, 'POST', '/api/posts', {
          area: '610402002',
          role: 'leader',
          organisation: 1,
          name: 'x',
        })
      ).status,
    ).toBe(404);
  });

  it('close, but not while cases wait there', async () => {
    const made = await app.call<{ id: number }>(manager, 'POST', '/api/posts', {
      area: '610402001',
      role: 'leader',
      organisation: 2,
      name: '临时岗',
    });
    const { id } = made.body;
    const { rows } = await database.owner.query(
      `insert into cases (area, procedure, procedure_version, source, channel, title, description, route_reason, state, stage, owner_post, opened_at, stage_from, steps, head, updated_at, search)
       values ('610402001', 'p', 1, 's', 'c', 't', 'd', 'r', 'reported', 'collect', $1, now(), now(), 1, '', now(), '') returning id`,
      [id],
    );
    expect((await app.call<{ code: string }>(manager, 'PATCH', `/api/posts/${id}`, { closed: true })).body.code).toBe(
      'post.in-use',
    );
    await database.owner.query('update cases set open = false where id = $1', [rows[0].id]);
    expect((await app.call(manager, 'PATCH', `/api/posts/${id}`, { closed: true })).status).toBe(204);
    expect((await posts()).some((post) => post.id === id)).toBe(false);
  });
});

describe('a duty roster', () => {
  it('names holders only, replaces its period, and decides who is on duty', async () => {
    const post = (await posts()).find((row) => row.name === '受理岗') as PostRow;
    const now = Date.now();
    const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
    const window = { from: at(-24), to: at(48) };
    const put = (entries: object[]) =>
      app.call<{ code: string }>(manager, 'PUT', `/api/posts/${post.id}/duty`, { ...window, entries });
    expect((await put([{ account: 'w1', starts: at(1), ends: at(2) }])).body.code).toBe('duty.holder');
    expect((await put([{ account: 'w2', starts: at(60), ends: at(61) }])).body.code).toBe('duty.period');
    expect((await put([{ account: 'w2', starts: at(1), ends: at(2) }])).status).toBe(204);
    expect((await posts()).find((row) => row.id === post.id)?.onDuty).toEqual([]);
    expect((await put([{ account: 'w2', starts: at(-1), ends: at(8) }])).status).toBe(204);
    expect((await posts()).find((row) => row.id === post.id)?.onDuty).toEqual(['w2']);
    const shown = await app.call<object[]>(
      worker,
      'GET',
      `/api/posts/${post.id}/duty?from=${encodeURIComponent(window.from)}&to=${encodeURIComponent(window.to)}`,
    );
    expect(shown.body).toEqual([{ account: 'w2', name: '丙', starts: at(-1), ends: at(8) }]);
  });
});

describe('accounts', () => {
  it('get a first password that signs in, once; a user name is taken only once', async () => {
    const made = await app.call<{ account: string; password: string }>(manager, 'POST', '/api/accounts', {
      name: '新人',
      username: 'NewOne',
    });
    expect(made.status).toBe(201);
    const signIn = await app.ctx.auth.api.signInUsername({
      body: { username: 'newone', password: made.body.password },
      asResponse: true,
    });
    expect(signIn.status).toBe(200);
    expect((await app.call(manager, 'POST', '/api/accounts', { name: '又一人', username: 'newone' })).status).toBe(409);
    const found = await app.call<{ account: string }[]>(
      manager,
      'GET',
      `/api/accounts?q=${encodeURIComponent('新人')}`,
    );
    expect(found.body).toEqual([{ account: made.body.account, name: '新人', closed: false, posts: [] }]);
    expect((await app.call(worker, 'GET', '/api/accounts')).status).toBe(403);
    expect((await app.call(manager, 'PATCH', '/api/accounts/boss', { closed: true })).status).toBe(422);
  });
});

describe('API keys', () => {
  it('carry what they were given, are stored as a digest, and end when revoked', async () => {
    const made = await app.call<{ id: string; key: string }>(manager, 'POST', '/api/keys', {
      name: '热线系统',
      area: '610402001',
      acts: ['case.read', 'case.report'],
    });
    expect(made.status).toBe(201);
    expect(await findKeyActor(app.ctx, made.body.key)).toMatchObject({
      kind: 'key',
      area: '610402001',
      permissions: ['case.read', 'case.report'],
    });
    const listed = await app.call<{ keys: { id: string; lastUsedAt: string | null }[] }>(manager, 'GET', '/api/keys');
    expect(listed.body.keys.find((one) => one.id === made.body.id)?.lastUsedAt).not.toBeNull();
    const stored = await database.owner.query(`select encode(hash, 'escape') as hash from api_key`);
    expect(JSON.stringify(stored.rows)).not.toContain(made.body.key.split('.')[1]);
    expect((await app.call(manager, 'POST', `/api/keys/${made.body.id}/revoke`)).status).toBe(204);
    expect(await findKeyActor(app.ctx, made.body.key)).toBeUndefined();
  });

  it('never carry more than keys may, nor reach beyond their maker’s area', async () => {
    expect(
      (await app.call(manager, 'POST', '/api/keys', { name: 'x', area: '610402', acts: ['post.edit'] })).status,
    ).toBe(400);
    expect(
      (await app.call(streetManager, 'POST', '/api/keys', { name: 'x', area: '610402002', acts: ['case.read'] }))
        .status,
    ).toBe(404);
  });
});
