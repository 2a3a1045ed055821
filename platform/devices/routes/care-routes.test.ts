import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import type { DeviceCare, Fleet, Issue } from '../care/care-schemas.ts';
import { reviewFleet, turnCare } from '../care/turn-care.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { registerCareRoutes } from './register-care-routes.ts';
import { registerDeviceRoutes } from './register-device-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerCareRoutes, registerDeviceRoutes]);
const profile: LoadedProfile = {
  ...TEST_PROFILE,
  health: { ...TEST_PROFILE.health, battery: { key: 'battery', low: 20 } },
};
const profiles = new Map([[profile.profile, profile]]);
const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000);
const sql = async (text: string, values: unknown[] = []) => (await app.ctx.writer.query(text, values)).rows;
let desk: Actor, neighbour: Actor;
let ids: number[];

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  [desk, neighbour] = await Promise.all([atPost(app.ctx, 2), atPost(app.ctx, 6)]);
  ids = await addDevices(app.ctx, ['f1', 'f2', 'f3', 'f4'], { profile });
  const [other] = await addDevices(app.ctx, ['g1'], { profile, area: '610402001002' });
  await sql(`update device set model = case when id = $1 then 'A' else 'B' end, maker = 'M'`, [ids[0]]);
  await sql(`insert into setting (key, value) values ('devices.listening_since', $1)`, [JSON.stringify(hours(999))]);
  // the first has been silent for two hours after eight good days and one outage of an hour, the second has a low battery
  await sql(
    `insert into device_state (device, heard_at, measured_at, link, link_since, state)
     select id, t, t, 'online', $3, case when id = $2 then '{"latest": {"battery": {"ts": 1, "value": 12}}}'::jsonb else '{}' end
     from unnest($1::int[]) id, lateral (select case when id = $4 then $5::timestamptz else now() end as t) t`,
    [[ids[0], ids[1], ids[2], other], ids[1], hours(192), ids[0], hours(2)],
  );
  await sql(
    `insert into device_link (device, link, since, until) values ($1, 'online', $2, $3), ($1, 'offline', $3, $4), ($1, 'online', $4, null)`,
    [ids[2], hours(100), hours(50), hours(49)],
  );
  await sql(
    `insert into device_issue (device, kind, area, since, found_at, healed_at, settled_at, told) values ($1, 'offline', '610402001001001', $2, $2, $3, now(), true)`,
    [ids[2], hours(50), hours(49)],
  );
  await turnCare(app.ctx, profiles);
  await reviewFleet(app.ctx, profiles);
});

it('the fleet is counted within one’s sight; each number finds its devices', async () => {
  const { body } = await app.call<Fleet>(desk, 'GET', '/api/devices/fleet?days=7&by=model');
  expect(body.asOf).not.toBeNull();
  expect(body.total).toMatchObject({
    devices: 4,
    online: 2,
    offline: 1,
    unknown: 1,
    ill: 2,
    outages: 2,
    repairs: 1,
    small: true,
  });
  expect(body.total.repairHours).toBeCloseTo(1, 2);
  // 166 of 168 hours of the first, all of the second, 99 of 100 of the third
  expect(body.total.availability).toBeCloseTo((166 + 168 + 99) / (168 + 168 + 100), 2);
  expect(body.rows.map((row) => [row.key, row.devices])).toEqual([
    ['M/B', 3],
    ['M/A', 1],
  ]);
  expect(body.issues.filter((one) => one.open > 0).map((one) => one.kind)).toEqual(['offline', 'battery']);
  expect(body.issues[0]).toMatchObject({ healed: 1 });
  expect(body.batteries.at(-1)).toEqual({ upTo: null, devices: 1 });
  for (const row of body.rows) {
    const list = await app.call<{ rows: unknown[] }>(desk, 'GET', `/api/devices?${new URLSearchParams(row.query)}`);
    expect(list.body.rows).toHaveLength(row.devices);
    const off = await app.call<{ rows: unknown[] }>(
      desk,
      'GET',
      `/api/devices?link=offline&${new URLSearchParams(row.query)}`,
    );
    expect(off.body.rows).toHaveLength(row.offline);
    const ill = await app.call<{ rows: unknown[] }>(
      desk,
      'GET',
      `/api/devices?issue=any&${new URLSearchParams(row.query)}`,
    );
    expect(ill.body.rows).toHaveLength(row.ill);
  }
  const next = await app.call<Fleet>(neighbour, 'GET', '/api/devices/fleet?by=area');
  expect(next.body.total).toMatchObject({ devices: 1, ill: 0 });
});

it('issues and batteries are listed with their reason and case, and of a neighbour’s devices nothing', async () => {
  const { body } = await app.call<{ rows: Issue[] }>(desk, 'GET', '/api/devices/issues?state=open');
  expect(body.rows.map((one) => [one.kind, one.text.zh])).toEqual([
    ['battery', '电量低，剩 12%'],
    ['offline', '离线'],
  ]);
  expect(body.rows[0]?.case).toMatch(/^\d{16}$/);
  const healed = await app.call<{ rows: Issue[] }>(
    desk,
    'GET',
    '/api/devices/issues?state=healed&kind=offline&limit=1',
  );
  expect(healed.body.rows.map((one) => one.device)).toEqual([ids[2]]);
  const low = await app.call<{ device: number; level: number }[]>(desk, 'GET', '/api/devices/batteries');
  expect(low.body).toMatchObject([{ device: ids[1], level: 12 }]);
  expect((await app.call(desk, 'GET', '/api/devices/batteries?days=30&over=0')).body).toEqual([]);
  await sql('update device_care set battery_left = 20 where device = $1', [ids[1]]);
  for (const [query, n] of [
    ['days=30&over=7', 1],
    ['days=7&over=0', 0],
    ['days=90&over=30', 0],
    ['days=30', 1],
  ])
    expect((await app.call<unknown[]>(desk, 'GET', `/api/devices/batteries?${query}`)).body).toHaveLength(n as number);
  for (const path of ['issues', 'batteries']) {
    const other = await app.call<{ rows?: unknown[] }>(neighbour, 'GET', `/api/devices/${path}`);
    expect(other.body.rows ?? other.body).toEqual([]);
  }
});

it('a device says its rhythm, its spans and its past; out of sight there is none', async () => {
  const { body } = await app.call<DeviceCare>(desk, 'GET', `/api/devices/${ids[2]}/care`);
  expect(body).toMatchObject({ intervalS: 600, learnt: false, silenceS: 1800, battery: null });
  expect(body.links.map((span) => span.link)).toEqual(['online', 'offline', 'online']);
  expect(body.issues).toHaveLength(1);
  expect((await app.call(neighbour, 'GET', `/api/devices/${ids[2]}/care`)).status).toBe(404);
  expect((await app.call(undefined, 'GET', `/api/devices/${ids[2]}/care`)).status).toBe(401);
});
