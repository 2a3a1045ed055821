import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { type Broker, startBroker } from '../broker/start-broker.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import { addDevices } from '../testing.ts';
import { registerFirmwareRoutes } from './register-firmware-routes.ts';
import { registerPackageRoutes } from './register-package-routes.ts';
import { registerRolloutRoutes } from './register-rollout-routes.ts';
import { MOVING } from './rollout-types.ts';
import { bring, joinFleet, LIFE_PROFILE, type Played, plan, rowsOf, turn, turnUntil, useFiles } from './testing.ts';
import { turnRollouts } from './turn-rollouts.ts';

const database = withDatabase();
let devices: Devices;
let broker: Broker;
const app = withApp(database, [
  registerPackageRoutes,
  registerRolloutRoutes,
  (server, ctx) => {
    devices = createDevices(ctx, (key) => (key === LIFE_PROFILE.profile ? LIFE_PROFILE : undefined));
    registerFirmwareRoutes(server, ctx, devices);
  },
]);
const manager = staffAt('610402', 'manager', { account: 'p4', id: 4 });
const leader = staffAt('610402', 'leader', { account: 'p3', id: 3 });
let worker: Actor;
const clients: Played[] = [];

beforeAll(async () => {
  useFiles(app.ctx);
  await fillSmallDistrict(app.ctx);
  worker = await atPost(app.ctx, 1);
  broker = await startBroker(app.ctx, devices, { host: '127.0.0.1', port: 0 });
  await addDevices(app.ctx, ['brings-the-profile'], { profile: LIFE_PROFILE });
  await app.ctx.writer.query(`update device set admin = 'retired' where code = 'brings-the-profile'`);
});
afterAll(async () => {
  await Promise.all(clients.map(({ client }) => client.endAsync(true)));
  await broker.stop();
  await devices.close();
});

const fleet = async (...args: Parameters<typeof joinFleet> extends [unknown, unknown, ...infer R] ? R : never) => {
  // earlier fleets are no target any more
  await app.ctx.writer.query(`update device set admin = 'retired' where profile = 'test-life'`);
  const joined = await joinFleet(app.ctx, broker.port, ...args);
  clients.push(...joined);
  return joined;
};
const start = async (body: object) => {
  const answer = await app.call<{ id: number; code?: string; count?: number }>(
    manager,
    'POST',
    '/api/devices/rollouts',
    body,
  );
  return { status: answer.status, ...answer.body };
};
const waits = (...seconds: number[]) =>
  seconds.map((waitS, i) => ({ share: i === seconds.length - 1 ? 1 : 0.2, waitS }));
const act = (actor: Actor, id: number, name: string) =>
  app.call<{ code?: string; state?: string }>(actor, 'POST', `/api/devices/rollouts/${id}/${name}`);
const phases = async (id: number) => (await rowsOf(app.ctx, id)).map(({ phase }) => phase);

describe('a rollout', { timeout: 180_000 }, () => {
  it('goes in stages over real connections, asks a second person, keeps failures with their reason, and goes back', async () => {
    const said: string[] = [];
    const joined = await fleet(['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9'], {
      placeOf: (i) => `${Math.floor(i / 2)} 号楼`,
      failing: [3],
      onState: (state) => said.push(state),
    });
    const old = await bring(app, manager, '1.0');
    expect(old).toMatchObject({ status: 201 });
    const pack = (await bring(app, manager, '2.0')).body.id;
    const seen = await app.call(manager, 'GET', `/api/devices/rollouts/targets?package=${pack}&area=610402`);
    expect(seen.body).toMatchObject({
      devices: 10,
      reachable: 10,
      behindGateways: 0,
      versions: [{ version: '1.0', devices: 10 }],
    });
    const body = plan(pack, 10, { seed: 5 });
    const { id, status } = await start(body);
    expect(status).toBe(201);
    expect((await start(body)).id).toBe(id); // sent again, it starts nothing
    await turnUntil(app.ctx, id, 'approval');
    const first = (await rowsOf(app.ctx, id)).filter(({ stage }) => stage === 1);
    expect(new Set(first.map(({ site }) => site)).size).toBe(2);
    expect((await phases(id)).filter((phase) => phase === 'waiting')).toHaveLength(8);
    expect((await act(manager, id, 'approve')).body.code).toBe('rollout.same-person');
    expect((await act(leader, id, 'approve')).status).toBe(200);
    await turnUntil(app.ctx, id, 'done');
    const rows = await rowsOf(app.ctx, id);
    const failed = rows.filter(({ phase }) => phase === 'failed');
    expect(failed).toMatchObject([{ device: joined[3]?.id, error: 'flash write failed' }]);
    expect(joined.map((one) => one.installed())).toEqual(joined.map((_, i) => (i === 3 ? '1.0' : '2.0')));
    for (const state of ['DOWNLOADING', 'DOWNLOADED', 'VERIFIED', 'UPDATING', 'UPDATED', 'FAILED'])
      expect(said).toContain(state);
    const { rows: named } = await app.ctx.writer.query('select firmware from device where id = $1', [joined[0]?.id]);
    expect(named).toEqual([{ firmware: '2.0' }]);
    const page = await app.call<{ course: { change: string }[] }>(manager, 'GET', `/api/devices/rollouts/${id}`);
    expect(page.body).toMatchObject({ devices: 10, done: 9, failed: 1, state: 'done', approvedBy: '员工3' });
    expect(page.body.course.map(({ change }) => change).reverse()).toEqual([
      'started',
      'approval',
      'approved',
      'stage',
      'done',
    ]);
    expect((await act(manager, id, 'roll-back')).status).toBe(200);
    await turnUntil(app.ctx, id, 'rolled_back');
    expect(joined.map((one) => one.installed())).toEqual(joined.map(() => '1.0'));
    expect((await rowsOf(app.ctx, id)).filter(({ phase, back }) => phase === 'done' && back)).toHaveLength(9);
    const updates = await app.call(worker, 'GET', `/api/devices/${joined[0]?.id}/updates`);
    expect(updates.body).toMatchObject({
      has: [{ kind: 'firmware', version: '1.0' }],
      updates: [{ rollout: id, back: true }],
    });
  });

  it('begins no further device after a stop, takes untaken offers back, halts beyond the limit, and goes on by hand', async () => {
    const joined = await fleet(['b0', 'b1', 'b2', 'b3', 'b4', 'b5'], { failing: [0, 1, 2, 3, 4, 5] });
    const pack = (await bring(app, manager, '2.1')).body.id;
    for (const { client } of joined) await client.unsubscribeAsync('v1/devices/me/attributes'); // they hear nothing
    const { id } = await start(plan(pack, 6, { failLimit: 0.1, silentLimit: 1 }));
    await turn(app.ctx);
    expect((await phases(id)).filter((phase) => phase === 'offered')).toHaveLength(2);
    expect((await act(manager, id, 'stop')).status).toBe(200);
    expect((await act(manager, id, 'stop')).status).toBe(409);
    await turn(app.ctx);
    expect(new Set(await phases(id))).toEqual(new Set(['waiting']));
    const { rows } = await app.ctx.writer.query(
      `select key from device_attribute where scope = 'shared' and device = any($1)`,
      [joined.map((one) => one.id)],
    );
    expect(rows).toEqual([]);
    const late = await app.callRaw(undefined, {
      method: 'GET',
      url: '/api/v1/token-b0/firmware?title=Smoke&version=2.1',
    });
    expect(late.status).toBe(404);
    const { client } = joined[0] as Played;
    const refused = new Promise((done) => client.once('message', (topic, text) => done([topic, text.toString()])));
    await client.publishAsync('v2/fw/request/1/chunk/0', '1024', { qos: 1 });
    expect(await refused).toEqual(['v2/fw/error', 'nothing-offered']);
    for (const filter of ['v2/fw/#', 'v2/fw/request/+/chunk/+', '+/fw/response/+'])
      await expect(client.subscribeAsync(filter)).rejects.toThrow();
    for (const { client } of joined) await client.subscribeAsync('v1/devices/me/attributes');
    await act(manager, id, 'go');
    await turnUntil(app.ctx, id, 'halted');
    const page = await app.call(manager, 'GET', `/api/devices/rollouts/${id}`);
    expect(page.body).toMatchObject({ reason: 'failed', stage: 1 });
    expect((await phases(id)).filter((phase) => phase === 'waiting').length).toBeGreaterThanOrEqual(4);
  });

  it('halts where devices fall silent after it, but not for a silence of our own', async () => {
    const joined = await fleet(['s0', 's1', 's2', 's3', 's4']);
    const pack = (await bring(app, manager, '2.6')).body.id;
    const { id } = await start(plan(pack, 5, { silentLimit: 0, silentS: 3600, stages: waits(3600, 3600) }));
    await turnUntil(app.ctx, id, 'running', { done: 1 });
    const listening = (hours: number) =>
      app.ctx.writer.query(
        `insert into setting (key, value) values ('devices.listening_since', to_jsonb(now() - make_interval(hours => $1)))
         on conflict (key) do update set value = excluded.value`,
        [hours],
      );
    await Promise.all(joined.map(({ client }) => client.endAsync(true)));
    await app.ctx.writer.query(`update device_state set heard_at = now() - interval '2 hours' where device = any($1)`, [
      joined.map((one) => one.id),
    ]);
    await app.ctx.writer.query(`update rollout_device set done_at = now() - interval '2 hours' where rollout = $1`, [
      id,
    ]);
    await listening(0);
    await turn(app.ctx);
    expect((await app.call(manager, 'GET', `/api/devices/rollouts/${id}`)).body).toMatchObject({
      state: 'running',
      silent: 0,
    });
    await listening(3);
    await turn(app.ctx);
    expect((await app.call(manager, 'GET', `/api/devices/rollouts/${id}`)).body).toMatchObject({
      state: 'halted',
      reason: 'silent',
      silent: 1,
    });
    await act(manager, id, 'go');
    await turn(app.ctx);
    expect((await app.call(manager, 'GET', `/api/devices/rollouts/${id}`)).body).toMatchObject({ state: 'running' });
    await act(manager, id, 'stop');
  });

  it('leaves a device alone while life is in danger at it or beside it', async () => {
    const joined = await fleet(['c0', 'c1', 'c2'], { placeOf: (i) => (i < 2 ? '同一栋楼' : '另一栋楼') });
    const pack = (await bring(app, manager, '2.2')).body.id;
    const ids = joined.map((one) => one.id);
    const alarm = `insert into alarm (device, type, area, profile_hash, severity, raised_at, heard_at) values ($1, 'smoke', '610402001001001', 'h', 'critical', now(), now())`;
    await app.ctx.writer.query(alarm, [ids[0]]);
    const { id } = await start(
      plan(pack, 3, {
        stages: [
          { share: 0.01, waitS: 1 },
          { share: 1, waitS: 0 },
        ],
        mostAtOnce: 9,
      }),
    );
    await app.ctx.writer.query('update rollout set stage = 2 where id = $1', [id]);
    for (let i = 0; i < 3; i++) await turn(app.ctx);
    const state = async () => new Map((await rowsOf(app.ctx, id)).map(({ device, phase }) => [device, phase]));
    expect([(await state()).get(ids[0] as number), (await state()).get(ids[1] as number)]).toEqual([
      'waiting',
      'waiting',
    ]);
    expect((await state()).get(ids[2] as number)).not.toBe('waiting');
    await app.ctx.writer.query('update alarm set active = false where device = $1', [ids[0]]);
    await turnUntil(app.ctx, id, 'done');
    expect(joined.map((one) => one.installed())).toEqual(['2.2', '2.2', '2.2']);
  });

  it('offers each device once, however many servers turn it, and leaves a device to one rollout at a time', async () => {
    await fleet(['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7']);
    const packs = [(await bring(app, manager, '2.3')).body.id, (await bring(app, manager, '2.4')).body.id];
    await app.ctx.writer.query(`update device set admin = 'active' where false`);
    const both = await Promise.all(packs.map((pack) => start(plan(pack, 8, { mostAtOnce: 3 }))));
    const ids = both.map(({ id }) => id);
    await app.ctx.writer.query('update rollout set stage = 2 where id = any($1)', [ids]);
    for (let i = 0; i < 6; i++) {
      await app.ctx.writer.query('update rollout set next_at = now() where id = any($1)', [ids]);
      await Promise.allSettled(Array.from({ length: 4 }, () => turnRollouts(app.ctx)));
      const { rows } = await app.ctx.writer.query<{ rollout: number; n: number; devices: number }>(
        `select rollout, count(*)::int as n from rollout_device where phase = any($1) and rollout = any($2) group by 1`,
        [MOVING, ids],
      );
      for (const { n } of rows) expect(n).toBeLessThanOrEqual(3);
      const { rows: doubles } = await app.ctx.writer.query(
        `select device from rollout_device where phase = any($1) group by 1 having count(*) > 1`,
        [MOVING],
      );
      expect(doubles).toEqual([]);
    }
    await Promise.all(ids.map((id) => act(manager, id, 'stop')));
  });

  it('sets attributes in stages, and sets them back', async () => {
    const joined = await fleet(['e0', 'e1', 'e2', 'e3', 'e4']);
    const body = { title: 'Rates', version: '7', profile: 'test-life', settings: { report_s: 60 } };
    const pack = (await app.call<{ id: number }>(manager, 'POST', '/api/devices/packages/configuration', body)).body.id;
    const { id } = await start(plan(pack, 5));
    await turnUntil(app.ctx, id, 'approval');
    await act(leader, id, 'approve');
    await turnUntil(app.ctx, id, 'done');
    const value = async () => {
      const { rows } = await app.ctx.writer.query(
        `select device, value from device_attribute where scope = 'client' and key = 'report_s' and device = any($1)`,
        [joined.map((one) => one.id)],
      );
      return rows.map((row) => row.value);
    };
    expect(await value()).toEqual([60, 60, 60, 60, 60]);
    await act(manager, id, 'roll-back');
    await turnUntil(app.ctx, id, 'rolled_back');
    expect(await value()).toEqual([null, null, null, null, null]);
  });
});
