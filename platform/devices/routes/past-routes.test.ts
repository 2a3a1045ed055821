import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { rollUp } from '../store/roll-up.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { registerPastRoutes } from './register-past-routes.ts';

const database = withDatabase();
const app = withApp(database, [registerPastRoutes]);
const PROFILE = {
  ...TEST_PROFILE,
  profile: 'test-export',
  keys: {
    ...TEST_PROFILE.keys,
    on: { name: { zh: '开', en: 'On' }, type: 'boolean' as const },
    word: { name: { zh: '词', en: 'Word' }, type: 'text' as const },
  },
};
const START = new Date('2026-03-10T04:00:00Z');
const SPAN = 'from=2026-03-10T00:00:00Z&to=2026-03-12T00:00:00Z';
let manager: Actor, officer: Actor, neighbour: Actor;
let ids: number[] = [];

beforeAll(async () => {
  await fillSmallDistrict(app.ctx);
  manager = staffAt('610402', 'manager', { account: 'p4', id: 4 });
  [officer, neighbour] = (await Promise.all([atPost(app.ctx, 2), atPost(app.ctx, 6)])) as [Actor, Actor];
  ids = await addDevices(app.ctx, ['E-1', 'E-2'], { profile: PROFILE });
  ids.push(...(await addDevices(app.ctx, ['E-3'], { profile: PROFILE, area: '610402001002' })));
  for (const [i, device] of ids.entries())
    await database.owner.query(
      `insert into telemetry (device, at, values) select $1, $2::timestamptz + make_interval(mins => m),
         jsonb_build_object('smoke', m * 0.25, 'on', m % 2 = 0, 'word', '=1+"' || m || '",', 'odd', m) from generate_series(0, 9) m`,
      [device, new Date(START.getTime() + i * 1000)],
    );
  await database.owner.query('insert into device_state (device, messages) select unnest($1::int[]), 10', [ids]);
  await rollUp(app.ctx.writer, { now: new Date('2026-03-13T00:00:00Z') });
});

const get = (actor: Actor, query: string) =>
  app.callRaw<string>(actor, { method: 'GET', url: `/api/devices/export${query}` });
const rowsOf = (body: string) => parse(body, { columns: true, bom: true }) as Record<string, string>[];

describe('an export', () => {
  it('has every reading of a device as CSV, in the time of China, formulas disarmed', async () => {
    const answer = await get(manager, `?device=${ids[0]}&${SPAN}&what=readings&format=csv`);
    expect(answer.headers['gewu-rows']).toBe('10');
    const rows = rowsOf(answer.body);
    expect(rows).toHaveLength(10);
    expect(rows[3]).toEqual({
      device: 'E-1',
      name: 'E-1',
      area: '610402001001001',
      time: '2026-03-10T12:03:00.000+08:00',
      smoke: '0.75',
      battery: '',
      on: 'false',
      word: `'=1+"3",`,
      more: '{"odd": 3}',
    });
  });

  it('is typed as Parquet, and nothing of it stays behind', async () => {
    const answer = await get(manager, `?profile=test-export&within=610402&${SPAN}&what=readings&format=parquet`);
    const folder = mkdtempSync(join(tmpdir(), 'gewu-test-'));
    const file = join(folder, 'x.parquet');
    writeFileSync(file, answer.raw);
    const db = await (await DuckDBInstance.create(':memory:')).connect();
    const reader = await db.runAndReadAll(
      `select count(*)::int as n, count(distinct device)::int as devices, max(smoke) as most, count(*) filter (where "on")::int as on, min(word) as word,
         epoch_ms(min("time"))::double as first, count(battery)::int as batteries from '${file}'`,
    );
    expect(reader.getRowObjects()[0]).toEqual({
      n: 30,
      devices: 3,
      most: 2.25,
      on: 15,
      word: '=1+"0",',
      first: START.getTime(),
      batteries: 0,
    });
    db.closeSync();
    rmSync(folder, { recursive: true });
  });

  it('holds what lies in sight and no more, and leaves a trace', async () => {
    const area = `?profile=test-export&${SPAN}&what=hours&format=csv`;
    const of = async (actor: Actor) => new Set(rowsOf((await get(actor, area)).body).map((row) => row.device));
    expect(await of(officer)).toEqual(new Set(['E-1', 'E-2']));
    expect(await of(neighbour)).toEqual(new Set(['E-3']));
    expect((await get(neighbour, `?device=${ids[0]}&${SPAN}&what=days&format=csv`)).status).toBe(404);
    expect((await get(neighbour, `/size?device=${ids[0]}&${SPAN}&what=days`)).status).toBe(404);
    expect((await get(await atPost(app.ctx, 1), area)).status).toBe(403);
    const { rows } = await database.owner.query(
      `select account, subject, (data ->> 'rows')::int as rows from audit_event where kind = 'export' and account = 'p6'`,
    );
    expect(rows).toEqual([{ account: 'p6', subject: 'devices:test-export', rows: 2 }]);
  });

  it('of hours and days has their sums; its size is told before', async () => {
    const days = rowsOf((await get(manager, `?device=${ids[0]}&${SPAN}&what=days&format=csv`)).body);
    expect(days).toMatchObject([
      { time: '2026-03-10T00:00:00.000+08:00', key: 'on', n: '10', mean: '0.5' },
      { key: 'smoke', n: '10', min: '0', mean: '1.125', max: '2.25', last: '2.25' },
    ]);
    const size = await app.call(manager, 'GET', `/api/devices/export/size?profile=test-export&${SPAN}&what=hours`);
    expect(size.body).toEqual({ rows: 6, devices: 3, most: 1_000_000 });
    expect(
      (await get(manager, '?device=1&from=2026-03-12T00:00:00Z&to=2026-03-12T00:00:00Z&what=days&format=csv')).status,
    ).toBe(422);
  });
});
