import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { registerPushRoutes } from '../../push/register-push-routes.ts';
import { sendPushes } from '../../push/send-pushes.ts';
import { type PushService, startPushService } from '../../push/testing.ts';
import { atPost, fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { registerAlarmRoutes } from '../routes/register-alarm-routes.ts';
import { registerCallRoutes } from '../routes/register-call-routes.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { createAlarmStream } from './alarm-stream.ts';
import { callPhones } from './call-phones.ts';
import type { AlarmCall } from './list-alarm-calls.ts';
import type { ReachRow } from './measure-reach.ts';
import { settleAlarms } from './settle-alarms.ts';

const profile: LoadedProfile = {
  ...TEST_PROFILE,
  alarms: TEST_PROFILE.alarms.map((rule) => (rule.type === 'smoke' ? { ...rule, life: true } : rule)),
  calls: {
    repeat_seconds: 60,
    levels: [
      { after: 0, to: ['grid_worker', 'household', 'duty_officer', 'building_head'] },
      { after: 180, to: ['street_desk', 'district_desk'] },
    ],
  },
};
const profileOf = (key: string) => (key === profile.profile ? profile : undefined);
const database = withDatabase();
let service: PushService;
let devices: Devices;
const app = withApp(database, [
  (server, ctx) => {
    devices = createDevices(ctx, profileOf);
    const stream = createAlarmStream(ctx);
    registerAlarmRoutes(server, ctx, devices, stream);
    registerCallRoutes(server, ctx, stream);
  },
  (server, ctx) => registerPushRoutes(server, ctx, (endpoint) => service.isOwn(endpoint)),
]);
let worker: Actor, duty: Actor, street: Actor, neighbour: Actor;
const mother = resident('r1');

beforeAll(async () => {
  service = await startPushService();
  await fillSmallDistrict(app.ctx);
  [worker, duty, street, neighbour] = (await Promise.all([1, 2, 3, 6].map((id) => atPost(app.ctx, id)))) as [
    Actor,
    Actor,
    Actor,
    Actor,
  ];
  for (const [actor, name] of [
    [worker, 'worker'],
    [mother, 'mother'],
    [street, 'street'],
  ] as const) {
    const face = actor === mother ? 'resident' : 'field';
    await app.call(actor, 'POST', '/api/push', { ...service.subscribe(name), face, language: 'zh' });
  }
});
afterAll(async () => {
  await devices.close();
  await service.close();
});

/** A device whose household is the mother, that burns; the alarm is settled but has not called. */
async function burn(code: string, area?: string): Promise<number> {
  const [id = 0] = await addDevices(app.ctx, [code], { profile, ...(area && { area }) });
  await app.ctx.writer.query(
    `insert into device_contact (device, account, role, added_by, confirmed_at) values ($1, 'r1', 'household', 'p4', now())`,
    [id],
  );
  const at = Date.now();
  await devices.takeReadings((await devices.book.byId(id)) as KnownDevice, at, [{ ts: at, values: { smoke: 0.9 } }]);
  await settleAlarms(app.ctx, profileOf);
  return (await app.ctx.writer.query('select id from alarm where device = $1', [id])).rows[0].id;
}
const turn = async (seconds: number, from = Date.now()) => {
  const now = new Date(from + seconds * 1000);
  await callPhones(app.ctx, profileOf, now);
  await sendPushes(app.ctx, service.send, now);
};
const got = (name: string) => service.received.filter(({ phone }) => phone === name).map(({ payload }) => payload);
type Page = { calls: AlarmCall[]; unmanned: { role: string; why: string }[] };
const pageOf = async (alarm: number, actor = duty) =>
  (await app.call<Page>(actor, 'GET', `/api/devices/alarms/${alarm}`)).body;

describe('a danger to life', () => {
  it('reaches the phones of a closed app, again until somebody has seen it, further up in time, then falls quiet', async () => {
    const alarm = await burn('push');
    const start = Date.now();
    await turn(0.5, start);
    expect(got('worker')).toMatchObject([
      {
        kind: 'call',
        title: '烟雾报警 · 特急',
        tag: `call-${alarm}`,
        url: '/field/',
        quiet: false,
        call: { alarm },
        actions: [{ action: 'acknowledge' }, { action: 'open' }],
      },
    ]);
    expect(got('mother')).toMatchObject([{ url: '/resident/alarms' }]);
    // what lies on a lock screen names neither the device nor the place
    expect(JSON.stringify(got('mother'))).not.toMatch(/push"|网格|社区/);
    await turn(30, start);
    expect(got('worker')).toHaveLength(1);
    await turn(61, start);
    expect(got('worker').map(({ tag }) => tag)).toEqual([`call-${alarm}`, `call-${alarm}`]);
    expect(got('street')).toHaveLength(0);
    await turn(185, start);
    expect(got('street')).toHaveLength(1);
    await app.call(mother, 'POST', `/api/devices/calls/${alarm}/acknowledge`);
    await turn(186, start);
    expect(got('worker').at(-1)).toMatchObject({ tag: `call-${alarm}`, quiet: true, call: null, actions: [] });
    const before = service.received.length;
    expect(got('mother').some(({ quiet }) => quiet)).toBe(false);
    await turn(900, start);
    expect(service.received).toHaveLength(before);
  });

  it('says on its page whom it did not reach, and why', async () => {
    const alarm = await burn('page');
    await turn(0.5);
    await app.call(worker, 'POST', `/api/devices/calls/${alarm}/shown`);
    const { calls, unmanned } = await pageOf(alarm);
    expect(calls.map(({ role, name, phones, reach }) => [role, name, phones, reach])).toEqual([
      ['duty_officer', '员工2', 0, 'no_phone'],
      ['grid_worker', '员工1', 1, 'shown'],
      ['household', null, 1, 'sent'],
    ]);
    expect(unmanned).toEqual([{ role: 'building_head', why: 'no_contact' }]);
    expect((await app.call(neighbour, 'GET', `/api/devices/alarms/${alarm}`)).status).toBe(404);
    service.answer('mother', 403);
    await turn(61);
    const later = await pageOf(alarm);
    expect(later.calls.find(({ role }) => role === 'household')).toMatchObject({ repeats: 1, reach: 'sent' });
    service.answer('mother', 201);
    await app.call(duty, 'POST', '/api/devices/alarms/acknowledge', { ids: [alarm] });
  });

  it('in a community without a grid worker says that there is no such post', async () => {
    const alarm = await burn('nopost', '610402001002');
    await turn(0.5);
    expect((await pageOf(alarm, neighbour)).unmanned).toEqual([
      { role: 'grid_worker', why: 'no_post' },
      { role: 'building_head', why: 'no_contact' },
    ]);
    await app.call(neighbour, 'POST', '/api/devices/alarms/acknowledge', { ids: [alarm] });
  });
});

describe('the times from message to phone', () => {
  it('are counted by profile and area in sight, and the alarms behind each number are found', async () => {
    const ids = [];
    for (const code of ['t1', 't2', 't3', 't4']) ids.push(await burn(code));
    await turn(0.5);
    await app.ctx.writer.query('update alarm_call set shown_at = null where alarm <> all($1)', [ids]);
    for (const [i, seconds] of [1, 2, 4].entries())
      await app.ctx.writer.query(
        `update alarm_call c set shown_at = a.heard_at + make_interval(secs => $2) from alarm a where a.id = c.alarm and a.id = $1`,
        [ids[i], seconds],
      );
    const reach = async (actor: Actor, query = '') =>
      (await app.call<{ rows: ReachRow[] }>(actor, 'GET', `/api/devices/alarms/reach${query}`)).body.rows;
    const rows = await reach(street);
    const all = rows.find(({ by }) => by === 'all');
    expect(all).toMatchObject({ alarms: 7, shown: 3, acknowledged: 3, toScreen: { p50: 2, p95: 3.8 } });
    expect(rows.filter(({ by }) => by === 'profile')).toMatchObject([
      { key: 'test-smoke', name: { zh: '烟感' }, alarms: 7 },
    ]);
    expect(rows.filter(({ by }) => by === 'area').map(({ key, name, alarms }) => [key, name.zh, alarms])).toEqual([
      ['610402001001', '甲社区', 6],
      ['610402001002', '乙社区', 1],
    ]);
    expect((await reach(neighbour)).map(({ alarms }) => alarms)).toEqual([1, 1, 1]);
    expect(await reach(neighbour, '?within=610402001001')).toEqual([]);
    const behind = async (called: string) =>
      (
        await app.call<{ rows: { id: number }[] }>(
          street,
          'GET',
          `/api/devices/alarms?called=${called}&profile=test-smoke&days=30`,
        )
      ).body.rows.length;
    expect(await Promise.all(['any', 'shown', 'unshown', 'acknowledged'].map(behind))).toEqual([7, 3, 4, 3]);
    expect((await app.call(staffAt('610402', 'auditor'), 'GET', '/api/devices/alarms/reach')).status).toBe(403);
    expect((await app.call(mother, 'GET', '/api/devices/alarms/reach')).status).toBe(403);
  });
});
