import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { createDevices, type Devices } from '../intake/create-devices.ts';
import type { KnownDevice } from '../intake/intake-types.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import type { DeviceReceipt, ScannedDevice } from './mount-schemas.ts';
import type { Placing } from './read-placing.ts';
import { registerMountRoutes } from './register-mount-routes.ts';

const database = withDatabase();
let devices: Devices;
const app = withApp(database, [
  (server, ctx) => {
    devices = createDevices(ctx, (key) => (key === TEST_PROFILE.profile ? TEST_PROFILE : undefined));
    registerMountRoutes(server, ctx, devices);
  },
]);
let worker: Actor, neighbour: Actor;
const sql = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await database.owner.query(text, values)).rows as T[];
const GRID = '610402001001001';

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  worker = await atPost(app.ctx, 1);
  neighbour = staffAt('610402001002001', 'grid_worker', { account: 'p6', id: 6 });
});
afterAll(() => devices.close());

const act = (actor: Actor | undefined, id: number, what: string, body: object) =>
  app.call<DeviceReceipt>(actor, 'POST', `/api/devices/${id}/${what}`, { actId: randomUUID(), ...body });
const scan = async (actor: Actor, code: string) =>
  (await app.call<ScannedDevice>(actor, 'GET', `/api/devices/scanned?code=${encodeURIComponent(code)}`)).body;
/** Registered for the street, hangs nowhere yet. */
async function stock(code: string): Promise<number> {
  const [id] = await addDevices(app.ctx, [code], { area: '610402001' });
  return id as number;
}
const row = async (id: number) =>
  (
    await sql<Record<string, unknown>>(
      'select area, place, placed_by, admin, replaced_by, name, mounted_at is not null as mounted from device where id = $1',
      [id],
    )
  )[0];

describe('mounting', () => {
  it('takes a device out of stock, gives it the grid where it hangs, once, whatever is repeated', async () => {
    const id = await stock('NEW-1');
    expect(await scan(worker, 'NEW-1')).toMatchObject({ device: { id, mounted: false } });
    const body = { actId: randomUUID(), place: '甲社区12号' };
    const done = await Promise.all([1, 2, 3].map(() => act(worker, id, 'mount', body)));
    for (const { status, body: receipt } of done) {
      expect(status).toBe(200);
      expect(receipt).toMatchObject({ actId: body.actId, number: 'NEW-1', state: 'active', device: id });
      expect(receipt.seq).toBe(done[0]?.body.seq);
    }
    expect(await row(id)).toMatchObject({ area: GRID, placed_by: 'address', mounted: true });
    expect(
      await sql('select data ->> $2 as what from audit_event where subject = $1', [`device:${id}`, 'what']),
    ).toEqual([{ what: 'mount' }]);
    expect((await act(staffAt('610402001002001', 'grid_worker', { account: 'p6' }), id, 'mount', body)).status).toBe(
      409,
    );
  });

  it('takes a code that was scanned without network, and says so where nobody has registered it', async () => {
    const id = await stock('NEW-9');
    const mount = (code: string, actId = randomUUID()) =>
      app.call<DeviceReceipt>(worker, 'POST', '/api/devices/mount', { actId, code, place: '甲社区' });
    expect((await mount('NOBODY')).status).toBe(422);
    const actId = randomUUID();
    const first = await mount('NEW-9', actId);
    expect(first).toMatchObject({ status: 200, body: { device: id } });
    expect((await mount('NEW-9', actId)).body).toEqual(first.body);
  });

  it('keeps a place that was set by hand', async () => {
    const id = await stock('HAND-1');
    await sql(`update device set area = $2, placed_by = 'hand' where id = $1`, [id, GRID]);
    expect((await act(worker, id, 'mount', { place: '乙社区1号' })).body.area).toBe(GRID);
    expect(await row(id)).toMatchObject({ placed_by: 'hand', place: '乙社区1号' });
  });

  it('does not hang a device in another community, and knows nothing of devices that hang there', async () => {
    const id = await stock('NEW-2');
    expect((await act(worker, id, 'mount', { place: '乙社区9号' })).status).toBe(422);
    expect(await row(id)).toMatchObject({ mounted: false, area: '610402001' });
    await act(worker, id, 'mount', { place: '甲社区1号' });
    expect(await scan(neighbour, 'NEW-2')).toEqual({ device: null, waits: false });
    for (const what of ['mount', 'unmount', 'replace']) {
      expect((await act(neighbour, id, what, what === 'replace' ? { code: 'X' } : {})).status).toBe(404);
      expect((await act(resident('r1'), id, what, what === 'replace' ? { code: 'X' } : {})).status).toBe(403);
      expect((await act(undefined, id, what, what === 'replace' ? { code: 'X' } : {})).status).toBe(401);
    }
    expect((await act(worker, id, 'mount', { files: [randomUUID()] })).status).toBe(422);
  });
});

describe('replacing', () => {
  it('hands over place, people and thresholds, retires the old one and ends what it still said', async () => {
    const [id] = (await addDevices(app.ctx, ['OLD-1'], { area: GRID })) as [number];
    await sql(`update device set mounted_at = now(), place = '3号楼', name = '三号楼烟感' where id = $1`, [id]);
    await sql(
      `insert into device_contact (device, account, role, added_by, confirmed_at) values ($1, 'r1', 'household', 'p4', now())`,
      [id],
    );
    await sql(
      `insert into device_attribute (device, scope, key, value, at) values ($1, 'server', 'limit', '0.3', now()), ($1, 'server', 'claim', '{}', now())`,
      [id],
    );
    const at = Date.now();
    await devices.takeReadings((await devices.book.byId(id)) as KnownDevice, at, [{ ts: at, values: { smoke: 0.9 } }]);
    const other = await stock('NEW-3');
    const [elsewhere] = (await addDevices(app.ctx, ['FAR-1'], { area: '610402001002' })) as [number];
    await sql('update device set mounted_at = now() where id = $1', [elsewhere]);
    expect((await act(worker, id, 'replace', { code: 'FAR-1' })).status).toBe(422);
    expect((await act(worker, id, 'replace', { code: 'OLD-1' })).status).toBe(422);
    const body = { actId: randomUUID(), code: 'NEW-3' };
    const [first, again] = [await act(worker, id, 'replace', body), await act(worker, id, 'replace', body)];
    expect(first).toMatchObject({ status: 200, body: { number: 'NEW-3', device: other, area: GRID } });
    expect(again.body).toEqual(first.body);
    expect(await row(other)).toMatchObject({
      area: GRID,
      place: '3号楼',
      name: '三号楼烟感',
      mounted: true,
      admin: 'active',
    });
    expect(await row(id)).toMatchObject({ admin: 'retired', replaced_by: other, mounted: false });
    const placing = (actor: Actor, one: number) => app.call<Placing>(actor, 'GET', `/api/devices/${one}/placing`);
    expect((await placing(worker, other)).body).toMatchObject({
      replaces: [{ id, code: 'OLD-1' }],
      acts: [{ act: 'replace', by: '员工1' }],
    });
    expect((await placing(worker, id)).body.replacedBy).toMatchObject({ id: other, code: 'NEW-3' });
    expect((await placing(neighbour, id)).status).toBe(404);
    expect(
      await sql('select account, confirmed_at is not null as yes from device_contact where device = $1', [other]),
    ).toEqual([{ account: 'r1', yes: true }]);
    expect(await sql('select key from device_attribute where device = $1', [other])).toEqual([{ key: 'limit' }]);
    expect(await sql('select active from alarm where device = $1', [id])).toEqual([{ active: false }]);
  });

  it('registers a code that nobody knows yet as the same kind', async () => {
    const [gateway, id] = (await addDevices(app.ctx, ['GW-1', 'OLD-2'], { area: GRID })) as [number, number];
    await sql('update device set mounted_at = now(), parent = $2 where id = $1', [id, gateway]);
    await sql(
      `insert into device_claim (code, first_at, last_at, messages, via) values ('NEW-4', now(), now(), 1, 'gateway GW-1')`,
    );
    expect(await scan(worker, 'NEW-4')).toEqual({ device: null, waits: true });
    const { body } = await act(worker, id, 'replace', { code: 'NEW-4' });
    expect(await sql('select parent, profile from device where id = $1', [body.device])).toEqual([
      { parent: gateway, profile: 'test-smoke' },
    ]);
    expect(await sql(`select from device_claim where code = 'NEW-4'`)).toEqual([]);
  });
});

describe('taking down', () => {
  it('stops listening and needs a device that hangs', async () => {
    const [id] = (await addDevices(app.ctx, ['OLD-3'], { area: GRID })) as [number];
    expect((await act(worker, id, 'unmount', {})).status).toBe(409);
    await act(worker, id, 'mount', { place: '甲社区' });
    expect((await act(worker, id, 'unmount', { note: '住户搬走' })).body).toMatchObject({ state: 'disabled' });
    expect(await row(id)).toMatchObject({ admin: 'disabled', mounted: false });
    expect((await act(worker, id, 'mount', { place: '甲社区' })).body.state).toBe('active');
    expect(await sql('select act from device_act where device = $1 order by id', [id])).toEqual(
      ['mount', 'unmount', 'mount'].map((one) => ({ act: one })),
    );
  });
});
