import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import { registerClaimRoutes } from '../placing/register-claim-routes.ts';
import { readProfiles } from '../profiles/read-profiles.ts';
import { syncProfiles } from '../profiles/sync-profiles.ts';
import { keepDays } from '../store/keep-days.ts';
import { registerCommandRoutes } from './register-command-routes.ts';
import { registerDeviceRoutes } from './register-device-routes.ts';
import { registerPastRoutes } from './register-past-routes.ts';
import { registerDeviceTelemetry } from './take-telemetry.ts';

const database = withDatabase();
const profiles = readProfiles();
let devices: Devices;
const app = withApp(database, [
  (server, ctx) => {
    devices = createDevices(ctx, (key) => profiles.get(key));
    registerDeviceTelemetry(server, ctx, devices);
    registerClaimRoutes(server, ctx);
    registerCommandRoutes(server, ctx);
    registerDeviceRoutes(server, ctx);
    registerPastRoutes(server, ctx);
  },
]);
let manager: Actor, worker: Actor, neighbour: Actor;

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  await syncProfiles(app.ctx.writer, profiles);
  await keepDays(app.ctx.writer, 90);
  manager = staffAt('610402', 'manager', { account: 'p4', id: 4 });
  [worker, neighbour] = (await Promise.all([atPost(app.ctx, 1), atPost(app.ctx, 6)])) as [Actor, Actor];
});
afterAll(() => devices.close());

type Made = { id: number; token: string; area: string };
type Page = {
  keys: { key: string; value: unknown }[];
  rules: { words: { text: { zh: string } }[] }[];
  attributes: { key: string; own: unknown; area: unknown }[];
  refusals: { reason: string }[];
  post: { name: string } | null;
  link: string;
};
const make = (code: string, more: object = {}) =>
  app.call<Made & { code?: string }>(manager, 'POST', '/api/devices', {
    code,
    name: `${code} 号烟感`,
    profile: 'smoke',
    area: '610402001001001',
    ...more,
  });
const send = (token: string, body: object) =>
  app.callRaw(undefined, {
    method: 'POST',
    url: `/api/v1/${token}/telemetry`,
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

describe('devices', () => {
  it('are registered, speak with the token that was shown once, and tell what they measured', async () => {
    const made = await make('SN-1');
    expect(made).toMatchObject({ status: 201, body: { area: '610402001001001' } });
    const { id, token } = made.body;
    expect((await make('SN-1')).status).toBe(409);
    const now = Date.now();
    for (const [i, smoke] of [0.1, 0.3, 0.2].entries())
      await send(token, { ts: now - (3 - i) * 1000, values: { smoke, battery: 80 } });
    await send(token, { smoke: 99 });
    await devices.tally.flush();
    const page = (await app.call<Page>(worker, 'GET', `/api/devices/${id}`)).body;
    expect(page.link).toBe('online');
    expect(page.keys.find((key) => key.key === 'smoke')?.value).toBe(0.2);
    expect(page.post?.name).toBe('第一网格网格员');
    expect(page.rules[0]?.words[0]?.text.zh).toContain('烟雾');
    expect(page.refusals.map((refusal) => refusal.reason)).toEqual(['out-of-range']);
    const url = `/api/devices/${id}/telemetry?keys=smoke&from=${new Date(now - 60_000).toISOString()}&to=${new Date(now + 60_000).toISOString()}`;
    const series = (
      await app.call<{ series: { points: { min: number; max: number; n: number }[] }[] }>(worker, 'GET', url)
    ).body;
    const points = series.series[0]?.points ?? [];
    expect(points.reduce((sum, point) => sum + point.n, 0)).toBe(3);
    expect(Math.max(...points.map((point) => point.max))).toBe(0.3);
    expect((await app.call(worker, 'GET', url.replace(/from=[^&]*/, 'from=1990-01-01T00:00:00Z'))).status).toBe(422);
  });

  it('lose an old token with a new one, and take own thresholds at once', async () => {
    const { id, token } = (await make('SN-2')).body;
    const fresh = (await app.call<{ token: string }>(manager, 'POST', `/api/devices/${id}/token`)).body.token;
    await expect.poll(async () => (await send(token, { smoke: 0.1 })).status, { timeout: 5000 }).toBe(401);
    expect((await send(fresh, { smoke: 0.1 })).status).toBe(200);
    await app.call(manager, 'PATCH', `/api/devices/${id}`, { attributes: { smoke_limit: 0.3 }, name: '改名' });
    const page = (await app.call<Page & { name: string }>(manager, 'GET', `/api/devices/${id}`)).body;
    expect(page.name).toBe('改名');
    expect(page.attributes.find((one) => one.key === 'smoke_limit')).toMatchObject({ own: 0.3 });
    await app.call(manager, 'PATCH', `/api/devices/${id}`, { attributes: { smoke_limit: null } });
    const without = (await app.call<Page>(manager, 'GET', `/api/devices/${id}`)).body;
    expect(without.attributes.find((one) => one.key === 'smoke_limit')).toMatchObject({ own: null });
    const { rows } = await app.ctx.writer.query(
      `select data ->> 'what' as what from audit_event where subject = $1 order by id`,
      [`device:${id}`],
    );
    expect(rows.map((row) => row.what)).toEqual(['registered', 'token renewed', 'changed', 'changed']);
  });

  it('are not there for another area, and nobody edits without the permission', async () => {
    const { id } = (await make('SN-3')).body;
    for (const url of [
      `/api/devices/${id}`,
      `/api/devices/${id}/telemetry?keys=smoke&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z`,
    ])
      expect((await app.call(neighbour, 'GET', url)).status).toBe(404);
    const list = (await app.call<{ rows: { id: number }[] }>(neighbour, 'GET', '/api/devices')).body;
    expect(list.rows).toEqual([]);
    const mine = (
      await app.call<{ rows: { id: number }[] }>(worker, 'GET', '/api/devices?q=SN-3&profile=smoke&link=unknown')
    ).body;
    expect(mine.rows.map((row) => row.id)).toEqual([id]);
    expect((await app.call(worker, 'PATCH', `/api/devices/${id}`, { name: 'x' })).status).toBe(403);
    expect((await app.call(resident('r1'), 'GET', '/api/devices')).status).toBe(403);
    expect((await make('SN-4', { area: '610499' })).status).toBe(422);
    expect((await make('SN-4', { profile: 'nothing' })).status).toBe(422);
    expect((await make('a/b')).status).toBe(400);
  });

  it('are called, and those that nobody knows wait to be registered', async () => {
    const { id } = (await make('SN-5')).body;
    const asked = await app.call<{ id: number }>(manager, 'POST', `/api/devices/${id}/commands`, {
      method: 'reboot',
      params: { in: 5 },
    });
    expect(asked.status).toBe(201);
    const list = await app.call<{ id: number; state: string }[]>(worker, 'GET', `/api/devices/${id}/commands`);
    expect(list.body).toMatchObject([{ id: asked.body.id, state: 'waiting', params: { in: 5 } }]);
    expect((await app.call(neighbour, 'GET', `/api/devices/${id}/commands`)).status).toBe(404);
    expect((await app.call(worker, 'POST', `/api/devices/${id}/commands`, { method: 'reboot' })).status).toBe(403);
    devices.tally.meet('SN-6', 'mqtt', '{"smoke":1}');
    await devices.tally.flush();
    const claims = () => app.call<{ code: string }[]>(manager, 'GET', '/api/devices/claims');
    expect((await claims()).body.map((claim) => claim.code)).toContain('SN-6');
    await make('SN-6');
    expect((await claims()).body.map((claim) => claim.code)).not.toContain('SN-6');
  });

  it('have their days made ahead and dropped when nobody keeps them', async () => {
    await app.ctx.writer.query(`select telemetry_day_make('2020-01-01')`);
    await keepDays(app.ctx.writer, 90);
    const { rows } = await app.ctx.writer.query(
      `select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent where p.relname = 'telemetry' order by 1`,
    );
    expect(rows).toHaveLength(6); // yesterday, today, three days ahead, and the default
    expect(rows.map((row) => row.relname)).not.toContain('telemetry_20200101');
  });
});
