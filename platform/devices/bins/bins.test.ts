import { beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../../access/actor.ts';
import { withSystem } from '../../db/with-actor.ts';
import { atPost, fillSmallDistrict, resident } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { readProfiles } from '../profiles/read-profiles.ts';
import { syncProfiles } from '../profiles/sync-profiles.ts';
import { addDevices } from '../testing.ts';
import type { Bin, BinList, BinPlan } from './bin-schemas.ts';
import { forecastBins } from './forecast-bins.ts';
import { registerBinRoutes } from './register-bin-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerBinRoutes]);
const profiles = readProfiles();
const HOUR = 3_600_000;
const now = Date.now();
let [quick, slow, camera, elsewhere] = [0, 0, 0, 0];

/** A bin that gains so much an hour and is emptied every so many hours, the last time `ago` hours ago. */
function life(device: number, pace: number, every: number, ago: number) {
  const readings: object[] = [];
  for (let hours = 24 * 20; hours >= 0; hours -= 4) {
    const since = (((hours - ago) % every) + every) % every;
    const fill = Math.min(100, Math.round(((every - since) % every) * pace));
    readings.push({ device, at: new Date(now - hours * HOUR), values: { fill } });
  }
  return readings;
}

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  await syncProfiles(app.ctx.writer, profiles);
  const add = async (code: string, profile: string, area?: string) => {
    const found = profiles.get(profile);
    if (!found) throw new Error(profile);
    return (await addDevices(app.ctx, [code], { profile: found, ...(area && { area }) }))[0] as number;
  };
  quick = await add('quick', 'bin-sensor');
  slow = await add('slow', 'bin-sensor');
  camera = await add('camera', 'bin-camera');
  elsewhere = await add('elsewhere', 'bin-sensor', '610402001002');
  const overflows = [400, 380, 330, 325, 270, 262, 200, 192, 130, 125, 60, 52].map((hours, i) => ({
    device: camera,
    at: new Date(now - hours * HOUR),
    values: { overflow: i % 2 === 0 },
  }));
  const readings = [
    ...life(quick, 4, 32, 20),
    ...life(slow, 0.6, 96, 40),
    ...life(elsewhere, 1, 48, 8),
    { device: camera, at: new Date(now - 470 * HOUR), values: { overflow: false } },
    ...overflows,
  ];
  await withSystem(app.ctx.pool, async (_db, client) => {
    await client.query(
      'insert into telemetry (device, at, values) select device, at, values from json_to_recordset($1::json) as x(device int, at timestamptz, values jsonb)',
      [JSON.stringify(readings)],
    );
    await client.query(
      `insert into device_state (device, state, heard_at, link)
       select t.device, jsonb_build_object('latest', jsonb_build_object('fill', jsonb_build_object('ts', (extract(epoch from max(t.at)) * 1000)::bigint, 'value', (array_agg(t.values -> 'fill' order by t.at desc))[1]))), max(t.at), 'online'
       from telemetry t group by 1`,
    );
    await client.query('update device set lon = 108.7 + id / 10000.0, lat = 34.33');
  });
});

const worker = () => atPost(app.ctx, 1);
const list = async (query = '') => {
  const { status, body } = await app.call<BinList>(await worker(), 'GET', `/api/devices/bins${query}`);
  expect(status).toBe(200);
  return body;
};
const bin = (rows: readonly Bin[], id: number) => rows.find((row) => row.id === id) as Bin;

test('the first look foresees; a bin that fills fast is full before one that fills slowly', async () => {
  const { rows, madeAt } = await list();
  expect(rows.map(({ id }) => id).sort()).toEqual([quick, slow, camera].sort());
  expect(Date.parse(madeAt ?? '')).toBeGreaterThanOrEqual(now);
  const [fast, lazy] = [bin(rows, quick), bin(rows, slow)];
  expect(fast.emptyings).toBeGreaterThan(10);
  expect(Math.abs(Date.parse(fast.emptiedAt ?? '') - (now - 20 * HOUR))).toBeLessThanOrEqual(4 * HOUR);
  expect(fast.level).toBeGreaterThan(50);
  expect(fast.ahead.map(({ hours }) => hours)).toEqual([12, 24, 48, 72]);
  expect(fast.ahead[1]?.overflow).toBeGreaterThan((lazy.ahead[1]?.overflow ?? 1) + 0.3);
  expect(Date.parse(fast.fullAt ?? '')).toBeLessThan(lazy.fullAt ? Date.parse(lazy.fullAt) : Number.POSITIVE_INFINITY);
  expect(fast.words.zh).toMatch(/清空/);
});

test('a camera that sees only overflowing is foreseen by how long that took before', async () => {
  const seen = bin((await list()).rows, camera);
  expect(seen).toMatchObject({ level: null, emptyings: 6 });
  expect(seen.ahead.every(({ fill }) => fill === null)).toBe(true);
  expect(seen.ahead[0]?.overflow).toBeGreaterThan(0.5); // 52 hours have passed, and it took 50 to 65 before
});

test('it is not foreseen anew within the hour, and always when asked for', async () => {
  const before = (await list()).madeAt;
  expect((await list()).madeAt).toBe(before);
  expect(await forecastBins(app.ctx)).toBe(4);
  expect(await forecastBins(app.ctx, { unlessSince: new Date(now) })).toBeUndefined();
});

test('the plan visits what would overflow and says why; a person may take out and put in', async () => {
  const ask = async (query: string) =>
    (await app.call<BinPlan>(await worker(), 'GET', `/api/devices/bins/plan?${query}`)).body;
  const plan = await ask('lorries=1&hours=24');
  const visited = plan.rounds.flatMap(({ stops }) => stops.map(({ id }) => id));
  expect(visited).toContain(quick);
  expect(plan.passed.map(({ id }) => id)).toContain(slow);
  for (const { words, gain, cost } of plan.rounds.flatMap(({ stops }) => stops)) {
    expect(words.zh).toMatch(/满溢的可能/);
    expect(gain).toBeGreaterThan(cost);
  }
  const other = await ask(`hours=24&add=${slow}&remove=${quick}`);
  const after = other.rounds.flatMap(({ stops }) => stops.map(({ id }) => id));
  expect(after).toContain(slow);
  expect(after).not.toContain(quick);
  expect(other.removed).toEqual([quick]);
});

test('nobody sees or moves a bin of another area, nor may a resident ask', async () => {
  const { rows } = await list('?within=610402001002');
  expect(rows).toEqual([]);
  const plan = await app.call<BinPlan>(await worker(), 'GET', `/api/devices/bins/plan?add=${elsewhere}`);
  expect(JSON.stringify(plan.body)).not.toContain(`"id":${elsewhere},`);
  const all = await app.call<BinList>(staffAt('610402', 'district_desk'), 'GET', '/api/devices/bins');
  expect(all.body.rows).toHaveLength(4);
  expect((await app.call(resident('r1'), 'GET', '/api/devices/bins')).status).toBe(403);
  expect((await app.call(SYSTEM, 'GET', '/api/devices/bins/plan?lorries=20&capacity=200')).status).toBe(422);
});
