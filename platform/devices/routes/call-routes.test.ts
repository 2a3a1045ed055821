import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createAlarmStream } from '../alarms/alarm-stream.ts';
import { callPhones } from '../alarms/call-phones.ts';
import type { Call } from '../alarms/list-my-calls.ts';
import { settleAlarms } from '../alarms/settle-alarms.ts';
import { keepClaim } from '../broker/keep-claim.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import { registerOwnDeviceRoutes } from '../placing/register-own-routes.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import type { OwnDevice } from './list-own-devices.ts';
import { registerCallRoutes } from './register-call-routes.ts';

const profile: LoadedProfile = {
  ...TEST_PROFILE,
  alarms: TEST_PROFILE.alarms.map((rule) =>
    rule.type === 'smoke'
      ? { ...rule, life: true, procedure: 'device-alarm', urgency: { critical: 'critical' } }
      : rule,
  ),
  calls: { repeat_seconds: 60, levels: [{ after: 0, to: ['grid_worker', 'household', 'duty_officer'] }] },
};
const profileOf = (key: string) => (key === profile.profile ? profile : undefined);
const database = withDatabase();
let devices: Devices;
const app = withApp(database, [
  (server, ctx) => {
    devices = createDevices(ctx, profileOf);
    registerCallRoutes(server, ctx, createAlarmStream(ctx));
    registerOwnDeviceRoutes(server, ctx);
  },
]);
let manager: Actor, worker: Actor, desk: Actor, neighbour: Actor;
const [mother, stranger] = [resident('r1'), resident('r2')];
const leader = staffAt('610402', 'leader');
const PHONE = '19900000001';

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  const sealed = app.ctx.sealer.seal({ name: '', phone: PHONE });
  await app.ctx.writer.query(`update account set phone_hash = $1, sealed = $2 where id = 'r1'`, [
    app.ctx.sealer.phoneHash(PHONE),
    sealed,
  ]);
  manager = staffAt('610402', 'manager', { account: 'p4', id: 4 });
  [worker, desk, neighbour] = (await Promise.all([atPost(app.ctx, 1), atPost(app.ctx, 2), atPost(app.ctx, 6)])) as [
    Actor,
    Actor,
    Actor,
  ];
});
afterAll(() => devices.close());

const calls = async (actor: Actor) => (await app.call<{ rows: Call[] }>(actor, 'GET', '/api/devices/calls')).body.rows;
const contactsOf = (id: number) => `/api/devices/${id}/contacts`;
const answer = (actor: Actor | undefined, id: number, yes: boolean) =>
  app.call(actor, 'POST', `/api/devices/own/${id}`, { yes });
const place = (code: string) => addDevices(app.ctx, [code], { profile }).then(([id]) => id as number);
/** A device with the mother as its contact, that burns and has called. */
async function burn(code: string): Promise<{ id: number; alarm: number }> {
  const id = await place(code);
  await app.call(manager, 'POST', contactsOf(id), { phone: PHONE, role: 'household' });
  await answer(mother, id, true);
  const at = Date.now();
  await devices.takeReadings((await devices.book.byId(id)) as KnownDevice, at, [
    { ts: at, values: { smoke: 0.9, battery: 41 } },
  ]);
  await settleAlarms(app.ctx, profileOf);
  await callPhones(app.ctx, profileOf, new Date());
  const { rows } = await app.ctx.writer.query('select id from alarm where device = $1', [id]);
  return { id, alarm: rows[0].id };
}

describe('a call', () => {
  it('reaches exactly those who were called, says where, and who is on duty', async () => {
    const { alarm } = await burn('reach');
    const [own] = await calls(mother);
    expect(own).toMatchObject({
      alarm,
      open: true,
      role: 'household',
      name: { zh: '烟雾报警', en: 'Smoke' },
      deviceName: 'reach',
      areaName: '第一网格',
      duty: { post: '甲社区值班', names: [] },
      case: null,
      shownAt: null,
      acknowledgedBy: null,
    });
    expect((await calls(worker)).find((call) => call.alarm === alarm)).toMatchObject({
      role: 'grid_worker',
      duty: { post: '甲社区值班', names: ['员工2'] },
      case: expect.stringMatching(/^\d{16}$/),
    });
    expect(await calls(stranger)).toEqual([]);
    expect(await calls(neighbour)).toEqual([]);
    expect((await app.call(undefined, 'GET', '/api/devices/calls')).status).toBe(401);
    expect((await app.call(staffAt('610402', 'auditor'), 'GET', '/api/devices/calls')).status).toBe(403);
  });

  it('keeps the moment at which the phone first showed it', async () => {
    const { alarm } = await burn('shown');
    const url = `/api/devices/calls/${alarm}/shown`;
    expect((await app.call(mother, 'POST', url)).status).toBe(200);
    const first = (await calls(mother)).find((call) => call.alarm === alarm)?.shownAt;
    expect(first).toEqual(expect.any(String));
    await app.call(mother, 'POST', url);
    expect((await calls(mother)).find((call) => call.alarm === alarm)?.shownAt).toBe(first);
    for (const actor of [stranger, neighbour]) expect((await app.call(actor, 'POST', url)).status).toBe(404);
    expect((await app.call(undefined, 'POST', url)).status).toBe(401);
  });

  it('ends for everybody once one has seen it, with the name of the post; a second press changes nothing', async () => {
    const { alarm } = await burn('seen');
    const url = `/api/devices/calls/${alarm}/acknowledge`;
    for (const actor of [stranger, neighbour]) expect((await app.call(actor, 'POST', url)).status).toBe(404);
    expect((await calls(worker)).find((call) => call.alarm === alarm)?.open).toBe(true);
    const pressed = await Promise.all(
      [1, 2].map(() => app.call<{ first: boolean }>(desk, 'POST', url).then((answer) => answer.body.first)),
    );
    expect(pressed.sort()).toEqual([false, true]);
    expect((await app.call<{ first: boolean }>(mother, 'POST', url)).body.first).toBe(false);
    expect((await calls(mother)).find((call) => call.alarm === alarm)).toMatchObject({
      open: false,
      active: true,
      acknowledgedBy: { own: false, post: '甲社区值班' },
    });
    expect((await calls(desk)).find((call) => call.alarm === alarm)?.acknowledgedBy?.own).toBe(true);
    const { rows } = await app.ctx.writer.query(
      `select account, acknowledged_at is not null as answered, acknowledged_at >= shown_at as after from alarm_call where alarm = $1 order by account`,
      [alarm],
    );
    expect(rows).toEqual([
      { account: 'p1', answered: false, after: null },
      { account: 'p2', answered: true, after: true },
      { account: 'r1', answered: true, after: true },
    ]);
    const repeated = (await calls(mother)).find((call) => call.alarm === alarm)?.repeats;
    await callPhones(app.ctx, profileOf, new Date(Date.now() + 600_000));
    expect((await calls(mother)).find((call) => call.alarm === alarm)?.repeats).toBe(repeated);
  });
});

describe('my devices', () => {
  it('are those for which I am a contact, with what they say now', async () => {
    const { id } = await burn('own');
    const rows = (await app.call<{ rows: OwnDevice[] }>(mother, 'GET', '/api/devices/own')).body.rows;
    expect(rows.find((row) => row.id === id)).toMatchObject({
      name: 'own',
      role: 'household',
      battery: 41,
      alarms: [{ zh: '烟雾报警', en: 'Smoke' }],
    });
    expect((await app.call<{ rows: OwnDevice[] }>(stranger, 'GET', '/api/devices/own')).body.rows).toEqual([]);
  });
});

describe('contacts of a device', () => {
  it('hear of nothing before they said yes, and say no when they like', async () => {
    const id = await place('asked');
    await app.call(worker, 'POST', contactsOf(id), { phone: PHONE, role: 'household' });
    const at = Date.now();
    await devices.takeReadings((await devices.book.byId(id)) as KnownDevice, at, [
      { ts: at, values: { smoke: 0.9, battery: 41 } },
    ]);
    await settleAlarms(app.ctx, profileOf);
    await callPhones(app.ctx, profileOf, new Date());
    expect((await calls(mother)).filter((call) => call.deviceName === 'asked')).toEqual([]);
    const own = async () =>
      (await app.call<{ rows: OwnDevice[] }>(mother, 'GET', '/api/devices/own')).body.rows.find((row) => row.id === id);
    expect(await own()).toMatchObject({ confirmed: false, battery: null, heardAt: null, link: 'unknown', alarms: [] });
    for (const actor of [stranger, resident('r3')]) expect((await answer(actor, id, true)).status).toBe(404);
    expect((await answer(worker, id, true)).status).toBe(403);
    expect((await answer(undefined, id, true)).status).toBe(401);
    expect((await answer(mother, id, true)).status).toBe(200);
    expect(await own()).toMatchObject({ confirmed: true, battery: 41 });
    await callPhones(app.ctx, profileOf, new Date(Date.now() + 61_000));
    expect((await calls(mother)).filter((call) => call.deviceName === 'asked')).toHaveLength(1);
    expect((await answer(mother, id, false)).status).toBe(200);
    expect(await own()).toBeUndefined();
    expect((await answer(mother, id, false)).status).toBe(404);
  });

  it('may claim a device that offers itself, by its secret, until it was guessed at too often', async () => {
    const id = await place('own-1');
    const claim = (actor: Actor, secret: string, code = 'own-1') =>
      app.call<{ id: number }>(actor, 'POST', '/api/devices/own/claim', { code, secret });
    await keepClaim(app.ctx.writer, id, { secretKey: 'moon', durationMs: 60_000 }, Date.now());
    expect((await claim(mother, 'sun')).status).toBe(422);
    expect((await claim(mother, 'moon', 'own-2')).status).toBe(422);
    expect((await claim(worker, 'moon')).status).toBe(403);
    expect((await claim(mother, 'moon')).body).toEqual({ id });
    expect((await claim(stranger, 'moon')).status).toBe(422);
    await keepClaim(app.ctx.writer, id, { secretKey: 'star', durationMs: 60_000 }, Date.now());
    for (let i = 0; i < 5; i++) await claim(stranger, `guess ${i}`);
    expect((await claim(stranger, 'star')).status).toBe(422);
    await keepClaim(app.ctx.writer, id, {}, Date.now());
    expect((await claim(stranger, '')).status).toBe(400);
  });

  it('are added by phone, masked in the list, and removed; who may not edit devices cannot touch them', async () => {
    const id = await place('contacts');
    const url = contactsOf(id);
    const body = { phone: PHONE, role: 'building_head' };
    expect((await app.call(leader, 'POST', url, body)).status).toBe(403);
    expect((await app.call(mother, 'GET', url)).status).toBe(403);
    expect((await app.call(manager, 'POST', url, { ...body, phone: '19900000099' })).status).toBe(422);
    expect((await app.call(manager, 'POST', url, { ...body, phone: '123' })).status).toBe(400);
    expect((await app.call(manager, 'POST', url, { ...body, role: 'district_desk' })).status).toBe(400);
    expect((await app.call(manager, 'POST', contactsOf(999_999), body)).status).toBe(404);
    const elsewhere = staffAt('610403', 'manager', { account: 'p4', id: 4 });
    expect((await app.call(elsewhere, 'POST', url, body)).status).toBe(404);
    expect((await app.call(elsewhere, 'GET', url)).status).toBe(404);
    expect((await app.call(manager, 'POST', url, { ...body, role: 'household' })).status).toBe(201);
    expect(await app.call(manager, 'POST', url, body)).toMatchObject({ status: 201, body: { account: 'r1' } });
    expect((await app.call<{ rows: object[] }>(manager, 'GET', url)).body.rows).toEqual([
      { account: 'r1', role: 'building_head', phone: '199****0001', addedAt: expect.any(String), confirmed: false },
    ]);
    const gone = (actor: Actor) => app.callRaw(actor, { method: 'DELETE', url: `${url}/r1` });
    expect((await gone(leader)).status).toBe(403);
    expect((await gone(elsewhere)).status).toBe(404);
    expect((await gone(manager)).status).toBe(200);
    expect((await gone(manager)).status).toBe(404);
    const { rows } = await app.ctx.writer.query(
      `select data ->> 'what' as what from audit_event where subject = $1 order by id`,
      [`device:${id}`],
    );
    expect(rows.map((row) => row.what)).toEqual(['contact added', 'contact added', 'contact removed']);
  });
});
