import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import { addDevices } from '../testing.ts';
import { registerFirmwareRoutes } from './register-firmware-routes.ts';
import { registerPackageRoutes } from './register-package-routes.ts';
import { registerRolloutRoutes } from './register-rollout-routes.ts';
import { bring, LIFE_PROFILE, plan, rowsOf, turn, useFiles } from './testing.ts';

const database = withDatabase();
let devices: Devices;
const app = withApp(database, [
  registerPackageRoutes,
  registerRolloutRoutes,
  (server, ctx) => {
    devices = createDevices(ctx, (key) => (key === LIFE_PROFILE.profile ? LIFE_PROFILE : undefined));
    registerFirmwareRoutes(server, ctx, devices);
  },
]);
const manager = staffAt('610402', 'manager', { account: 'p4', id: 4 });
let worker: Actor, neighbour: Actor;

beforeAll(async () => {
  useFiles(app.ctx);
  await fillSmallDistrict(app.ctx);
  [worker, neighbour] = (await Promise.all([atPost(app.ctx, 1), atPost(app.ctx, 6)])) as [Actor, Actor];
  await addDevices(app.ctx, ['brings-the-profile'], { profile: LIFE_PROFILE });
});
afterAll(() => devices.close());

const start = async (body: object) => {
  const answer = await app.call<{ id: number; code?: string; count?: number }>(
    manager,
    'POST',
    '/api/devices/rollouts',
    body,
  );
  return { status: answer.status, ...answer.body };
};
const phases = async (id: number) => (await rowsOf(app.ctx, id)).map(({ phase }) => phase);

describe('packages', () => {
  it('are judged by content, never changed, and served to the device they were offered to alone', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    expect((await bring(app, manager, '3.0', png)).body.code).toBe('package.content');
    expect((await bring(app, manager, '3.0', Buffer.from('<!doctype html><html></html>'))).body.code).toBe(
      'package.content',
    );
    expect((await bring(app, worker, '3.0')).status).toBe(403);
    const content = randomBytes(10_000);
    const { id } = (await bring(app, manager, '3.0', content)).body;
    expect((await bring(app, manager, '3.0', content)).body.code).toBe('package.taken');
    const list = await app.call<{ id: number; sha256: string }[]>(manager, 'GET', '/api/devices/packages');
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(list.body.find((one) => one.id === id)).toMatchObject({ sha256, bytes: 10_000, by: '员工4' });
    await expect(app.ctx.writer.query(`update device_package set version = '9' where id = $1`, [id])).rejects.toThrow(
      /denied/,
    );

    await app.ctx.writer.query(`update device set admin = 'retired' where profile = 'test-life'`);
    const [one = 0] = await addDevices(app.ctx, ['f0', 'f1', 'f2'], { profile: LIFE_PROFILE });
    await app.ctx.writer.query(
      `insert into device_state (device, link) select id, 'online' from device where code like 'f_'`,
    );
    const { id: rollout } = await start(plan(id, 3));
    await turn(app.ctx);
    const offered = (await rowsOf(app.ctx, rollout)).find(({ phase }) => phase === 'offered');
    const code = `f${(offered?.device ?? 0) - one}`;
    const other = code === 'f0' ? 'f1' : 'f0';
    const get = (who: string, query: string) =>
      app.callRaw(undefined, { method: 'GET', url: `/api/v1/token-${who}/firmware?title=Smoke&version=3.0${query}` });
    expect((await get(other, '')).status).toBe(404);
    expect((await get('nobody', '')).status).toBe(401);
    expect((await get(code, '')).raw.equals(content)).toBe(true);
    const parts = await Promise.all([0, 1, 2].map((n) => get(code, `&size=4096&chunk=${n}`)));
    expect(Buffer.concat(parts.map(({ raw }) => raw)).equals(content)).toBe(true);
    expect((await get(code, '&size=4096&chunk=3')).raw).toHaveLength(0);
    expect((await get(code, '&size=1&chunk=0')).status).toBe(422);
    expect((await phases(rollout)).filter((phase) => phase === 'downloading')).toHaveLength(1); // asking is beginning
    await app.call(manager, 'POST', `/api/devices/rollouts/${rollout}/stop`);

    expect((await app.call(neighbour, 'GET', `/api/devices/rollouts/${rollout}`)).status).toBe(404);
    expect((await app.call(neighbour, 'GET', '/api/devices/rollouts')).body).toEqual([]);
    expect((await app.call(neighbour, 'GET', `/api/devices/${one}/updates`)).status).toBe(404);
    expect((await app.call(worker, 'GET', '/api/devices/packages')).status).toBe(403);
    await app.call(manager, 'POST', `/api/devices/packages/${id}/retire`);
    expect((await start(plan(id, 3))).code).toBe('package.retired');
  });

  it('are sent out only to a count and in stages that were thought of', async () => {
    const pack = (await bring(app, manager, '3.1')).body.id;
    expect(await start(plan(pack, 99))).toMatchObject({ status: 409, code: 'rollout.count', count: 3 });
    const stages = (...shares: number[]) => ({ stages: shares.map((share) => ({ share, waitS: 5 })) });
    for (const wrong of [stages(0.5, 1), stages(0.1, 0.9), stages(0.1, 0.1, 1)])
      expect((await start(plan(pack, 3, wrong))).code).toBe('rollout.stages');
    expect((await start(plan(pack, 3, { ...stages(0.1, 1), silentS: 6 }))).code).toBe('rollout.wait');
    expect((await start(plan(pack, 3, { area: '610499' }))).code).toBe('rollout.area');
    expect((await start(plan(2_000_000, 3))).status).toBe(404);
  });
});
