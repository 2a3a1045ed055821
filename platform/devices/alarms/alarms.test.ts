import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { actOnCase } from '../../cases/act-on-case.ts';
import { withSystem } from '../../db/with-actor.ts';
import { atPost, fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import type { KnownDevice, Values } from '../intake/intake-types.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { registerAlarmRoutes } from '../routes/register-alarm-routes.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { createAlarmStream } from './alarm-stream.ts';
import { callPhones } from './call-phones.ts';
import { feedCases, takeVerdicts } from './feed-cases.ts';
import { settleAlarms } from './settle-alarms.ts';

const [smoke, silent] = TEST_PROFILE.alarms as [LoadedProfile['alarms'][number], LoadedProfile['alarms'][number]];
const profile: LoadedProfile = {
  ...TEST_PROFILE,
  alarms: [{ ...smoke, life: true, procedure: 'device-alarm', urgency: { critical: 'critical' } }, silent],
  storm: { by: ['building', 'gateway'], window_s: 120, at_least: 3 },
  calls: {
    repeat_seconds: 60,
    levels: [
      { after: 0, to: ['grid_worker', 'household'] },
      { after: 180, to: ['street_desk'] },
    ],
  },
};
const profileOf = (key: string) => (key === profile.profile ? profile : undefined);
const database = withDatabase();
let devices: Devices;
const app = withApp(database, [
  (server, ctx) => {
    devices = createDevices(ctx, profileOf);
    registerAlarmRoutes(server, ctx, devices, createAlarmStream(ctx));
  },
]);
let worker: Actor, desk: Actor, neighbour: Actor;

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  [worker, desk, neighbour] = (await Promise.all([atPost(app.ctx, 1), atPost(app.ctx, 2), atPost(app.ctx, 6)])) as [
    Actor,
    Actor,
    Actor,
  ];
});
afterAll(() => devices.close());

const say = async (id: number, values: Values) => {
  const at = Date.now();
  await devices.takeReadings((await devices.book.byId(id)) as KnownDevice, at, [{ ts: at, values }]);
};
type AlarmRow = {
  id: number;
  case_id: number | null;
  storm: number | null;
  active: boolean;
  acknowledged: boolean;
  verdict: string | null;
  next_call_at: Date | null;
  settled_at: Date | null;
};
const alarmsOf = async (ids: readonly number[]) =>
  (await app.ctx.writer.query<AlarmRow>('select * from alarm where device = any($1) order by id', [ids])).rows;
const caseOf = async (id: number | null | undefined) =>
  (
    await app.ctx.writer.query(
      'select id, state, owner_post, urgency, title, opened_at, merged_into, procedure from cases where id = $1',
      [id],
    )
  ).rows[0];
const actsOf = async (id: number | null | undefined) =>
  (await app.ctx.writer.query('select act from step where case_id = $1 order by seq', [id])).rows.map(
    (row) => row.act as string,
  );
const burn = async (codes: string[], more: object = {}) => {
  const ids = await addDevices(app.ctx, codes, { profile, ...more });
  for (const id of ids) await say(id, { smoke: 0.9 });
  return ids;
};
const numberOf = (row: { id: number; opened_at: Date }) =>
  `${new Date(row.opened_at.getTime() + 8 * 3600_000).toISOString().slice(0, 10).replaceAll('-', '')}${String(row.id).padStart(8, '0')}`;

describe('an alarm', () => {
  it('opens one case at the post on duty of its grid, however often it is looked at', async () => {
    const ids = await burn(['s1']);
    await Promise.all([settleAlarms(app.ctx, profileOf), settleAlarms(app.ctx, profileOf)]);
    await settleAlarms(app.ctx, profileOf);
    const [alarm] = await alarmsOf(ids);
    const row = await caseOf(alarm?.case_id);
    expect(row).toMatchObject({ state: 'raised', owner_post: 1, urgency: 'critical', procedure: 'device-alarm' });
    const { rows } = await app.ctx.writer.query(
      `select count(*)::int as n from cases where attributes ->> 'device' = $1`,
      [String(ids[0])],
    );
    expect(rows[0].n).toBe(1);
  });

  it('without a procedure stays on the board', async () => {
    const [id = 0] = await addDevices(app.ctx, ['board'], { profile });
    await app.ctx.writer.query(
      `insert into alarm (device, type, area, profile_hash, severity, raised_at, heard_at) values ($1, 'silent', '610402001001001', 'h', 'warning', now(), now())`,
      [id],
    );
    await settleAlarms(app.ctx, profileOf);
    expect((await alarmsOf([id]))[0]).toMatchObject({ case_id: null, settled_at: expect.any(Date) });
  });

  it('that ends tells its case, once; what was found at the door becomes its verdict', async () => {
    const ids = await burn(['s2']);
    await settleAlarms(app.ctx, profileOf);
    await say(ids[0] as number, { smoke: 0.1 });
    await feedCases(app.ctx);
    await feedCases(app.ctx);
    const [alarm] = await alarmsOf(ids);
    expect(await actsOf(alarm?.case_id)).toEqual(['report', 'cleared']);
    const photo = randomUUID();
    await withSystem(app.ctx.pool, (db) =>
      db
        .insertInto('file_object')
        .values({ id: photo, account: worker.account, sha256: Buffer.alloc(32), mime: 'image/jpeg', bytes: 1 })
        .execute(),
    );
    await actOnCase(app.ctx, worker, numberOf(await caseOf(alarm?.case_id)), {
      actId: randomUUID(),
      act: 'finish',
      note: '做饭油烟，已通风',
      data: { verdict: 'false' },
      files: [photo],
    });
    expect(await takeVerdicts(app.ctx)).toBe(1);
    expect(await takeVerdicts(app.ctx)).toBe(0);
    expect((await alarmsOf(ids))[0]?.verdict).toBe('false');
  });
});

describe('a storm', () => {
  it('is one case with many alarms, and takes in the cases that were opened before it was known', async () => {
    const single = await burn(['b1', 'b2']);
    await app.ctx.writer.query('update device set building = 77 where id = any($1)', [single]);
    await settleAlarms(app.ctx, profileOf);
    const before = await alarmsOf(single);
    expect(new Set(before.map((row) => row.case_id)).size).toBe(2);
    const more = await addDevices(app.ctx, ['b3', 'b4', 'b5'], { profile });
    await app.ctx.writer.query('update device set building = 77 where id = any($1)', [more]);
    for (const id of more) await say(id, { smoke: 0.9 });
    await Promise.all([settleAlarms(app.ctx, profileOf), settleAlarms(app.ctx, profileOf)]);
    const after = await alarmsOf([...single, ...more]);
    expect(new Set(after.map((row) => row.case_id)).size).toBe(1);
    expect(new Set(after.map((row) => row.storm)).size).toBe(1);
    expect(after[0]?.case_id).toBe(before[0]?.case_id);
    expect(await caseOf(before[1]?.case_id)).toMatchObject({ state: 'merged', merged_into: before[0]?.case_id });
    expect((await actsOf(after[0]?.case_id)).filter((act) => act === 'grown')).toHaveLength(3);
  });

  it('does not take in what has another cause', async () => {
    const ids = await burn(['c1', 'c2', 'c3', 'c4']);
    await settleAlarms(app.ctx, profileOf);
    expect(new Set((await alarmsOf(ids)).map((row) => row.case_id)).size).toBe(4);
  });
});

describe('a danger to life', () => {
  it('calls the phones that the profile names, repeats, escalates, and stops once somebody has seen it', async () => {
    const ids = await addDevices(app.ctx, ['life'], { profile });
    await app.ctx.writer.query(
      `insert into device_contact (device, account, role, added_by, confirmed_at) values ($1, 'r1', 'household', 'p4', now()), ($1, 'r2', 'household', 'p4', null)`,
      [ids[0]],
    );
    await say(ids[0] as number, { smoke: 0.9 });
    await settleAlarms(app.ctx, profileOf);
    const [alarm] = await alarmsOf(ids);
    const id = alarm?.id as number;
    const called = async () =>
      (
        await app.ctx.writer.query(
          'select account, role, level, repeats from alarm_call where alarm = $1 order by account',
          [id],
        )
      ).rows;
    const start = Date.now();
    expect(await callPhones(app.ctx, profileOf, new Date(start + 100))).toBeGreaterThan(0);
    expect(await called()).toEqual([
      { account: 'p1', role: 'grid_worker', level: 0, repeats: 0 },
      { account: 'r1', role: 'household', level: 0, repeats: 0 },
    ]);
    await callPhones(app.ctx, profileOf, new Date(start + 30_000));
    expect((await called())[0]?.repeats).toBe(0);
    await callPhones(app.ctx, profileOf, new Date(start + 61_000));
    expect((await called())[0]?.repeats).toBe(1);
    await callPhones(app.ctx, profileOf, new Date(start + 185_000));
    expect((await called()).map((row) => row.account)).toEqual(['p1', 'p3', 'r1']);
    expect((await app.call(resident('r1'), 'GET', `/api/devices/alarms/${id}`)).status).toBe(403); // residents have a door of their own
    expect(
      (await app.call<{ acknowledged: number }>(worker, 'POST', '/api/devices/alarms/acknowledge', { ids: [id] })).body
        .acknowledged,
    ).toBe(1);
    expect((await alarmsOf(ids))[0]).toMatchObject({ active: true, acknowledged: true, next_call_at: null });
    const before = await called();
    await callPhones(app.ctx, profileOf, new Date(start + 900_000));
    expect(await called()).toEqual(before);
  });
});

describe('the alarm board', () => {
  it('acknowledges and clears independently, with who, where, when and how it stood before', async () => {
    const ids = await burn(['ind']);
    const [alarm] = await alarmsOf(ids);
    const url = `/api/devices/alarms/${alarm?.id}`;
    await app.call(desk, 'POST', '/api/devices/alarms/acknowledge', { ids: [alarm?.id] });
    await app.call(worker, 'POST', '/api/devices/alarms/acknowledge', { ids: [alarm?.id] });
    expect((await app.call(desk, 'POST', `${url}/clear`)).status).toBe(200);
    expect((await app.call(desk, 'POST', `${url}/clear`)).status).toBe(200);
    expect((await app.call(desk, 'POST', `${url}/verdict`, { verdict: 'test' })).status).toBe(200);
    const read = await app.call<{
      active: boolean;
      acknowledged: boolean;
      verdict: string;
      events: { change: string; by: string; post: string; wasAcknowledged: boolean }[];
    }>(desk, 'GET', url);
    expect(read.body).toMatchObject({ active: false, acknowledged: true, verdict: 'test' });
    expect(read.body.events.filter((event) => event.change !== 'case')).toMatchObject([
      { change: 'raised', by: 'device' },
      { change: 'acknowledged', by: '员工2', post: '甲社区值班', wasAcknowledged: false },
      { change: 'cleared', by: '员工2', wasAcknowledged: true },
      { change: 'verdict', by: '员工2' },
    ]);
    await say(ids[0] as number, { smoke: 0.9 });
    expect((await alarmsOf(ids)).filter((row) => row.active)).toHaveLength(1);
  });

  it('shows nothing of another area, and does nothing to many where one is foreign', async () => {
    const own = (await alarmsOf(await burn(['own'])))[0]?.id as number;
    const foreign = (await alarmsOf(await burn(['far'], { area: '610402001002' })))[0]?.id as number;
    for (const [actor, id] of [
      [desk, foreign],
      [neighbour, own],
      [worker, foreign],
    ] as const) {
      expect((await app.call(actor, 'GET', `/api/devices/alarms/${id}`)).status).toBe(404);
      expect((await app.call(actor, 'POST', `/api/devices/alarms/${id}/clear`)).status).toBe(404);
      expect((await app.call(actor, 'POST', `/api/devices/alarms/${id}/verdict`, { verdict: 'true' })).status).toBe(
        404,
      );
    }
    expect((await app.call(desk, 'POST', '/api/devices/alarms/acknowledge', { ids: [own, foreign] })).status).toBe(404);
    expect(
      (await app.ctx.writer.query('select acknowledged from alarm where id = $1', [own])).rows[0].acknowledged,
    ).toBe(false);
    for (const ids of [[], [-1], [0], [null], ['x']])
      expect((await app.call(desk, 'POST', '/api/devices/alarms/acknowledge', { ids })).status).toBe(400);
    expect((await app.call(desk, 'GET', '/api/devices/alarms/999999')).status).toBe(404);
    const list = await app.call<{ rows: { id: number; area: string }[] }>(
      neighbour,
      'GET',
      '/api/devices/alarms?limit=200',
    );
    expect(list.body.rows.map((row) => row.id)).toContain(foreign);
    expect(list.body.rows.every((row) => row.area.startsWith('610402001002'))).toBe(true);
    expect((await app.call(resident('r1'), 'GET', '/api/devices/alarms')).status).toBe(403);
    expect((await app.call(undefined, 'GET', '/api/devices/alarms')).status).toBe(401);
  });
});
