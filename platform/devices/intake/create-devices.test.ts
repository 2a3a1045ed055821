import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withSystem } from '../../db/with-actor.ts';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { createDevices, type Devices } from './create-devices.ts';
import type { KnownDevice, Values } from './intake-types.ts';
import { resumeListening } from './note-presence.ts';
import { turnDeviceClock } from './turn-device-clock.ts';

const database = withDatabase();
const app = withApp(database, []);
const profileOf = (key: string) => (key === TEST_PROFILE.profile ? TEST_PROFILE : undefined);
let one: Devices;
let two: Devices; // a second server over the same database

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  one = createDevices(app.ctx, profileOf);
  two = createDevices(app.ctx, profileOf);
});
afterAll(async () => {
  await one.close();
  await two.close();
});

const known = async (devices: Devices, id: number) => (await devices.book.byId(id)) as KnownDevice;
const say = async (devices: Devices, id: number, values: Values, at = Date.now(), ts = at) =>
  devices.takeReadings(await known(devices, id), at, [{ ts, values }]);
const alarms = async (ids: readonly number[]) =>
  withSystem(app.ctx.pool, (db) =>
    db.selectFrom('alarm').selectAll().where('device', 'in', ids).orderBy('id').execute(),
  );
const events = async (alarm: number) =>
  (
    await withSystem(app.ctx.pool, (db) =>
      db.selectFrom('alarm_event').selectAll().where('alarm', '=', alarm).orderBy('id').execute(),
    )
  ).map((event) => event.change);

describe('the intake of devices', () => {
  it('keeps readings, raises an alarm once, ends it, and raises a new one later', async () => {
    const [id = 0] = await addDevices(app.ctx, ['a1']);
    for (const smoke of [0.1, 0.7, 0.9, 0.3, 0.1, 0.8]) await say(one, id, { smoke, battery: 90 });
    const rows = await alarms([id]);
    expect(rows.map((row) => [row.type, row.active])).toEqual([
      ['smoke', false],
      ['smoke', true],
    ]);
    expect(await events(rows[0]?.id as number)).toEqual(['raised', 'cleared']);
    const count = await withSystem(app.ctx.pool, (db) =>
      db.selectFrom('telemetry').select(db.fn.countAll<number>().as('n')).where('device', '=', id).executeTakeFirst(),
    );
    expect(count?.n).toBe(6);
  });

  it('raises exactly one alarm each for 1,000 pairs of messages within a millisecond, over two servers', async () => {
    const codes = Array.from({ length: 1000 }, (_, i) => `pair-${i}`);
    const ids = await addDevices(app.ctx, codes);
    await Promise.all(ids.flatMap((id) => [say(one, id, { smoke: 0.9 }), say(two, id, { smoke: 0.95 })]));
    const rows = await alarms(ids);
    expect(rows).toHaveLength(1000);
    expect(new Set(rows.map((row) => row.device)).size).toBe(1000);
    const { rows: told } = await app.ctx.writer.query(
      `select count(*)::int as n from alarm_event e join alarm a on a.id = e.alarm where a.device = any($1) and change = 'raised'`,
      [ids],
    );
    expect(told[0].n).toBe(1000);
  });

  it('refuses what cannot be true with a reason, and takes the rest of the message', async () => {
    const [id = 0] = await addDevices(app.ctx, ['odd']);
    await say(one, id, { smoke: 999, battery: '88', colour: 'red' });
    await one.tally.flush();
    const state = await withSystem(app.ctx.pool, (db) =>
      db.selectFrom('device_state').select('state').where('device', '=', id).executeTakeFirstOrThrow(),
    );
    expect(Object.keys((state.state as { latest: object }).latest).sort()).toEqual(['battery', 'colour']);
    const refusals = await withSystem(app.ctx.pool, (db) =>
      db.selectFrom('device_refusal').selectAll().where('device', '=', id).execute(),
    );
    expect(refusals).toMatchObject([{ reason: 'out-of-range', count: 1, sample: 'smoke: 999' }]);
  });

  it('raises by silence alone, by thresholds of the area, and not for the time nobody listened', async () => {
    const [id = 0] = await addDevices(app.ctx, ['quiet'], { area: '610402001002' });
    await app.ctx.writer.query(
      `insert into device_default (scope, owner, key, value, account) values ('area', '610402001', 'silent_s', '1', 'p4')`,
    );
    await new Promise((wake) => setTimeout(wake, 1200)); // the servers see the new threshold
    await say(one, id, { smoke: 0.1 });
    await expect.poll(async () => (await alarms([id])).map((row) => row.type), { timeout: 8000 }).toEqual(['silent']);
    await say(two, id, { smoke: 0.1 });
    await expect.poll(async () => (await alarms([id])).filter((row) => row.active).length, { timeout: 8000 }).toBe(0);
    await app.ctx.writer.query(`delete from device_default`);
  });

  it('starts counting silence anew after a time without any server', async () => {
    const [id = 0] = await addDevices(app.ctx, ['away']);
    const past = Date.now() - 3500_000;
    await say(one, id, { smoke: 0.1 }, past);
    await app.ctx.writer.query(
      `update setting set value = to_jsonb(now() - interval '2 hours') where key = 'devices.listening_at'`,
    );
    expect(await resumeListening(app.ctx.writer, one.book, one.intake)).toBeGreaterThan(0);
    const { rows } = await app.ctx.writer.query('select state from device_state where device = $1', [id]);
    expect(rows[0].state.heard).toBeGreaterThan(past + 3000_000);
  });

  it('keeps the moment to wake, though messages put off what waits for it, and never wakes too late', async () => {
    const [id = 0] = await addDevices(app.ctx, ['puts-off']);
    const wake = async () => {
      const { rows } = await app.ctx.writer.query(
        `select extract(epoch from wake_at) * 1000 as at, (state ->> 'wakeAt')::float8 as wanted from device_state where device = $1`,
        [id],
      );
      return { at: Number(rows[0].at), wanted: rows[0].wanted as number };
    };
    const began = Date.now();
    await say(one, id, { smoke: 0.1 }, began); // silent for an hour would be an alarm
    const first = await wake();
    expect(first).toEqual({ at: began + 3600_000, wanted: began + 3600_000 });
    await say(one, id, { smoke: 0.1 }, began + 60_000);
    expect(await wake()).toEqual({ at: first.at, wanted: first.at + 60_000 });
    await turnDeviceClock(app.ctx.writer, one.book, one.intake, first.at);
    expect(await alarms([id])).toEqual([]);
    expect(await wake()).toEqual({ at: first.at + 60_000, wanted: first.at + 60_000 });
    await turnDeviceClock(app.ctx.writer, one.book, one.intake, first.at + 60_000);
    expect((await alarms([id])).map((row) => row.type)).toEqual(['silent']);
  });

  it('takes nothing from a device that was put out of use, and says so', async () => {
    const [id = 0] = await addDevices(app.ctx, ['off']);
    await app.ctx.writer.query(`update device set admin = 'disabled', changed_at = now() where id = $1`, [id]);
    await say(two, id, { smoke: 0.9 });
    await two.tally.flush();
    expect(await alarms([id])).toEqual([]);
    const { rows } = await app.ctx.writer.query('select reason from device_refusal where device = $1', [id]);
    expect(rows).toEqual([{ reason: 'device-disabled' }]);
  });
});
