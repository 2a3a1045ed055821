// The twenty rows by which OpenRemote proves who may touch an alarm, read for areas: what lies in another area does not
// exist (404), what a post may not do on what it sees is forbidden (403), and of many nothing is done where one is foreign.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import { fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createAlarmStream } from '../alarms/alarm-stream.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import { registerMountRoutes } from '../placing/register-mount-routes.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { registerAlarmRoutes } from './register-alarm-routes.ts';
import { registerCallRoutes } from './register-call-routes.ts';
import { registerCommandRoutes } from './register-command-routes.ts';
import { registerDeviceRoutes } from './register-device-routes.ts';

const database = withDatabase();
let devices: Devices;
const app = withApp(database, [
  registerCommandRoutes,
  registerDeviceRoutes,
  (server, ctx) => {
    devices = createDevices(ctx, (key) => (key === 'test-smoke' ? TEST_PROFILE : undefined));
    const stream = createAlarmStream(ctx);
    registerMountRoutes(server, ctx, devices);
    registerAlarmRoutes(server, ctx, devices, stream);
    registerCallRoutes(server, ctx, stream);
  },
]);

type Thing = { device: number; alarm: number; code: string };
type Pair = { name: string; own: string; foreign: string; worker: Actor; editor: Actor };
const workerAt = (area: string, role: 'grid_worker' | 'duty_officer' | 'street_desk') =>
  staffAt(area, role, { account: 'p2', id: 2 });
const editorAt = (area: string) => staffAt(area, 'manager', { account: 'p4', id: 4 });
const pair = (
  name: string,
  own: string,
  foreign: string,
  role: 'grid_worker' | 'duty_officer' | 'street_desk',
): Pair => ({
  name,
  own,
  foreign,
  worker: workerAt(own, role),
  editor: editorAt(own),
});
const PAIRS: Pair[] = [
  pair('street / street', '610402001', '610402002001001', 'street_desk'),
  pair('community / community', '610402001001', '610402001002', 'duty_officer'),
  pair('grid / grid', '610402001001001', '610402001001002', 'grid_worker'),
  pair('child / parent', '610402001001001', '610402001001', 'grid_worker'),
];
const MISSING = 999_999;

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  await withSystem(app.ctx.pool, (db) =>
    db
      .insertInto('area')
      .values(
        ['610402001001002', '610402002', '610402002001', '610402002001001'].map((code) => ({
          code,
          name: code,
          parent: code.slice(0, -3),
        })),
      )
      .execute(),
  );
  app.ctx.caches.areas.invalidate();
});
afterAll(() => devices.close());

/** A device of an area that burns. */
async function burnIn(area: string): Promise<Thing> {
  const code = randomUUID();
  const [device = 0] = await addDevices(app.ctx, [code], { area });
  const at = Date.now();
  await devices.takeReadings((await devices.book.byId(device)) as KnownDevice, at, [
    { ts: at, values: { smoke: 0.9 } },
  ]);
  // hangs there: what is in stock above may be taken by whoever works below
  await app.ctx.writer.query('update device set mounted_at = now() where id = $1', [device]);
  const { rows } = await app.ctx.writer.query('select id from alarm where device = $1', [device]);
  return { device, alarm: rows[0].id, code };
}

const alarmOf = async (id: number) =>
  (await app.ctx.writer.query('select active, acknowledged, verdict from alarm where id = $1', [id])).rows[0];
const UNTOUCHED = { active: true, acknowledged: false, verdict: null };
const linksOf = async (id: number) =>
  (
    await app.ctx.writer.query(
      'select d.parent, d.area, d.post, d.name, (select count(*)::int from device_contact c where c.device = d.id) as contacts from device d where d.id = $1',
      [id],
    )
  ).rows[0];

type Method = 'GET' | 'POST' | 'PATCH';
const ask = async (actor: Actor | undefined, method: Method, url: string, body?: object) =>
  (await app.call(actor, method, `/api/devices${url}`, body)).status;
const newDevice = (more: object = {}) => ({ code: randomUUID(), name: '新烟感', profile: 'test-smoke', ...more });
const contact = { phone: '19900000001', role: 'household' };
const seen = (ids: unknown[]) => ({ ids });

/** Everything that reads or changes one thing, with right bodies. */
const actsOn = ({ device, alarm }: Thing): [Method, string, object?][] => [
  ['GET', `/alarms/${alarm}`],
  ['POST', '/alarms/acknowledge', seen([alarm])],
  ['POST', `/alarms/${alarm}/clear`],
  ['POST', `/alarms/${alarm}/verdict`, { verdict: 'false' }],
  ['POST', `/calls/${alarm}/shown`],
  ['POST', `/calls/${alarm}/acknowledge`],
  ['GET', `/${device}`],
  ['GET', `/${device}/commands`],
  ['GET', `/${device}/contacts`],
  ['PATCH', `/${device}`, { name: '改名' }],
  ['POST', `/${device}/contacts`, contact],
  ['POST', `/${device}/token`],
  ['POST', `/${device}/commands`, { method: 'mute' }],
];

describe('rows 1 to 4 and 14: who has no part in alarms', () => {
  it.each([
    ['an auditor', staffAt('610402', 'auditor'), 403],
    ['a resident', resident('r1'), 403],
    [
      'a key without the permission',
      { kind: 'key', account: 'k', keyId: 'k', area: '610402', permissions: ['case.read'] },
      403,
    ],
    ['nobody', undefined, 401],
  ] as [string, Actor | undefined, number][])(
    '%s neither creates, lists, gets, changes, ends nor links',
    async (_name, actor, status) => {
      const thing = await burnIn('610402001001001');
      expect(await ask(actor, 'POST', '', newDevice({ area: '610402001001001' }))).toBe(status);
      expect(await ask(actor, 'GET', '/alarms')).toBe(status);
      expect(await ask(actor, 'GET', '')).toBe(status);
      for (const [method, url, body] of actsOn(thing)) {
        // a resident may be called, for alarms of their own: those of others do not exist
        const own = actor?.kind === 'resident' && url.startsWith('/calls/') ? 404 : status;
        expect([url, await ask(actor, method, url, body)]).toEqual([url, own]);
      }
      expect(await alarmOf(thing.alarm)).toEqual(UNTOUCHED);
      expect((await linksOf(thing.device)).contacts).toBe(0);
    },
  );

  it('a grid worker sees a device of the own grid and may not edit it', async () => {
    const thing = await burnIn('610402001001001');
    const worker = workerAt('610402001001001', 'grid_worker');
    expect(await ask(worker, 'GET', `/${thing.device}`)).toBe(200);
    expect(await ask(worker, 'PATCH', `/${thing.device}`, { name: '改名' })).toBe(403);
    expect(await ask(worker, 'POST', `/${thing.device}/token`)).toBe(403);
    expect(await ask(worker, 'POST', '', newDevice({ area: '610402001001001' }))).toBe(403);
  });
});

describe.each(PAIRS)('rows 5 to 8: $name', ({ own, foreign, worker, editor }) => {
  it('nothing of the other area can be got, changed, ended or linked', async () => {
    const thing = await burnIn(foreign);
    const before = await linksOf(thing.device);
    for (const [method, url, body] of actsOn(thing)) {
      expect([url, await ask(editor, method, url, body)]).toEqual([
        url,
        url.includes('alarms') && method === 'POST' ? 403 : 404,
      ]);
      const status = await ask(worker, method, url, body);
      expect([url, status === 404 || (status === 403 && !url.includes('alarms') && !url.includes('calls'))]).toEqual([
        url,
        true,
      ]);
    }
    expect(await alarmOf(thing.alarm)).toEqual(UNTOUCHED);
    expect(await linksOf(thing.device)).toEqual(before);
  });

  it('of many none is acknowledged where one is foreign; lists hold none of it', async () => {
    const [mine, other] = [await burnIn(own), await burnIn(foreign)];
    expect(await ask(worker, 'POST', '/alarms/acknowledge', seen([mine.alarm, other.alarm]))).toBe(404);
    expect(await ask(worker, 'POST', '/alarms/acknowledge', seen([other.alarm]))).toBe(404);
    for (const { alarm } of [mine, other]) expect(await alarmOf(alarm)).toEqual(UNTOUCHED);
    const { body } = await app.call<{ rows: { id: number }[] }>(worker, 'GET', '/api/devices/alarms?limit=200');
    const ids = body.rows.map(({ id }) => id);
    expect([ids.includes(mine.alarm), ids.includes(other.alarm)]).toEqual([true, false]);
    expect(await ask(worker, 'POST', '/alarms/acknowledge', seen([mine.alarm]))).toBe(200);
  });
});

describe.each(PAIRS)('rows 9 to 13: links over the border, $name', ({ own, foreign, worker, editor }) => {
  it('a gateway, a place, a post or a successor from beyond is refused, and no link is made', async () => {
    const [mine, other] = [await burnIn(own), await burnIn(foreign)];
    const before = [await linksOf(mine.device), await linksOf(other.device)];
    const child = newDevice({ area: own, parent: other.device });
    expect(await ask(editor, 'POST', '', child)).toBe(422);
    expect((await app.ctx.writer.query('select from device where code = $1', [child.code])).rowCount).toBe(0);
    expect(await ask(editor, 'POST', '', newDevice({ area: foreign }))).toBe(422);
    expect(await ask(editor, 'PATCH', `/${mine.device}`, { area: foreign })).toBe(422);
    const swap = { actId: randomUUID(), code: other.code };
    expect([403, 422]).toContain(await ask(worker, 'POST', `/${mine.device}/replace`, swap));
    expect([await linksOf(mine.device), await linksOf(other.device)]).toEqual(before);
    // and the same inside the own area is made
    expect(await ask(editor, 'POST', '', newDevice({ area: own, parent: mine.device }))).toBe(201);
  });
});

describe('rows 15 to 19: requests that are wrong in themselves', () => {
  const desk = editorAt('610402');
  const handler = staffAt('610402', 'district_desk', { account: 'p4', id: 4 });
  it.each([
    ['15 create without a name', 'POST', '', { code: 'x', profile: 'test-smoke' }, 400],
    ['15 create without a profile', 'POST', '', { code: 'x', name: 'x' }, 400],
    ['16 alarm 0', 'POST', '/alarms/0/clear', undefined, 404],
    ['16 device 0', 'PATCH', '/0', { name: 'x' }, 404],
    ['17 alarm -1', 'POST', '/alarms/-1/clear', undefined, 400],
    ['17 a list with -1', 'POST', '/alarms/acknowledge', seen([-1]), 400],
    ['17 a list with null', 'POST', '/alarms/acknowledge', seen([null]), 400],
    ['17 an empty list', 'POST', '/alarms/acknowledge', seen([]), 400],
    ['18 one that does not exist', 'POST', `/alarms/${MISSING}/clear`, undefined, 404],
    ['18 many that do not exist', 'POST', '/alarms/acknowledge', seen([MISSING, MISSING + 1]), 404],
    ['19 a link without a body', 'POST', `/${MISSING}/contacts`, {}, 400],
    ['19 a link to null', 'POST', `/${MISSING}/contacts`, { phone: null, role: 'household' }, 400],
    ['19 a link from -1', 'POST', '/-1/contacts', contact, 400],
    ['19 a gateway -1', 'POST', '', newDevice({ area: '610402001', parent: -1 }), 400],
    ['19 a gateway that does not exist', 'POST', '', newDevice({ area: '610402001', parent: MISSING }), 422],
  ] as [string, Method, string, object | undefined, number][])('%s', async (_name, method, url, body, status) => {
    expect(await ask(url.startsWith('/alarms') ? handler : desk, method, url, body)).toBe(status);
  });
});

describe('row 20: who is above acts downward', () => {
  it.each(['610402002001001', '610402001002', '610402001001'])(
    'the district creates, changes and ends in %s',
    async (area) => {
      const above = staffAt('610402', 'district_desk', { account: 'p4', id: 4 });
      const [thing, other] = [await burnIn(area), await burnIn(area)];
      expect(await ask(above, 'POST', '', newDevice({ area, parent: thing.device }))).toBe(201);
      expect(await ask(above, 'PATCH', `/${thing.device}`, { name: '改名' })).toBe(200);
      expect(await ask(above, 'POST', `/alarms/${thing.alarm}/clear`)).toBe(200);
      expect(await ask(above, 'POST', '/alarms/acknowledge', seen([thing.alarm, other.alarm]))).toBe(200);
      expect(await alarmOf(thing.alarm)).toMatchObject({ active: false, acknowledged: true });
    },
  );
});
