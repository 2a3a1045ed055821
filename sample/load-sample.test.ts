import { beforeAll, describe, expect, test } from 'vitest';
import { verifyTrail } from '../platform/audit/verify-trail.ts';
import { runClock } from '../platform/cases/run-clock.ts';
import { readCatalogue } from '../platform/catalogue/read-catalogue.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import { type TestApp, withApp } from '../platform/testing/with-app.ts';
import { type TestDatabase, withDatabase } from '../platform/testing/with-database.ts';
import { loadSample } from './load-sample.ts';

const NOW = new Date('2026-03-18T07:30:00Z');
const CASES = 1500;
const kept = new Map<string, Buffer>();
const files: FileStore = {
  put: async (name, content) => void kept.set(name, content),
  get: async (name) => kept.get(name),
};
const database = withDatabase();
const app = withApp(database, []);
const twin = withDatabase();
const twinApp = withApp(twin, []);
const load = (to: TestDatabase, into: TestApp, cases: number, seed = 610402) =>
  loadSample(
    { ctx: { ...into.ctx, files }, catalogue: readCatalogue(), ownerUrl: to.url },
    { cases, seed, now: NOW, onProgress: () => undefined },
  );
const query = async <T>(sql: string): Promise<T[]> => (await database.owner.query(sql)).rows as T[];

describe('the sample district', () => {
  beforeAll(() => load(database, app, CASES));

  test('has posts at all four levels and in seventeen departments, each held and on duty', async () => {
    const rows = await query<{ role: string; n: number }>(
      'select role, count(*)::int as n from post group by role order by role',
    );
    const counts = Object.fromEntries(rows.map(({ role, n }) => [role, n]));
    expect(counts).toMatchObject({
      district_desk: 1,
      street_desk: 12,
      duty_officer: 186,
      department_desk: 17,
      department_worker: 34,
    });
    expect(counts.grid_worker).toBeGreaterThanOrEqual(400);
    const posts = await app.ctx.caches.posts.all();
    // rosters are written around the load's own time
    for (const post of posts) expect(app.ctx.caches.posts.onDuty(post, NOW).length).toBeGreaterThan(0);
  });

  test('has cases in every state of the loop, within the last 90 days', async () => {
    const states = await query<{ state: string }>('select distinct state from cases');
    const { loop } = (await app.ctx.caches.catalogue.get()).current.get('standard-matter')?.loop ?? {};
    expect(states.map(({ state }) => state)).toEqual(
      expect.arrayContaining(Object.keys(loop?.states ?? { missing: 1 })),
    );
    const [span] = await query<{ n: number; first: Date; last: Date }>(
      'select count(*)::int as n, min(opened_at) as first, max(opened_at) as last from cases',
    );
    expect(span?.n).toBe(CASES);
    expect(NOW.getTime() - (span?.first.getTime() ?? 0)).toBeLessThan(91 * 86_400_000);
    expect(span?.last.getTime()).toBeLessThan(NOW.getTime());
  });

  test('has cases in the places everybody knows', async () => {
    const rows = await query<{ name: string }>(
      `select distinct a.name from cases c join area a on a.code = left(c.area, 12) where a.name in ('芙蓉社区', '锦华社区', '金泰社区', '华府御园社区')`,
    );
    expect(rows).toHaveLength(4);
  });

  test('has a trail that verifies, and nothing that the clock has missed', async () => {
    const verdict = await verifyTrail(database.pool);
    expect(verdict.faults).toEqual([]);
    expect(verdict.steps).toBeGreaterThan(CASES * 4);
    expect(await runClock(app.ctx, NOW)).toBe(0);
  });

  test('each report lies in the grid of its point', async () => {
    const locator = await app.ctx.caches.areas.locator();
    const rows = await query<{ area: string; lon: number; lat: number }>(
      'select area, lon, lat from cases where lon is not null',
    );
    expect(rows.length).toBeGreaterThan(CASES / 2);
    for (const { area, lon, lat } of rows) expect(locator.locate(lon, lat).area).toBe(area);
  });

  test('work that is finished has its evidence, kept like an upload, and its pictures belong to the case', async () => {
    const [bare] = await query<{ n: number }>(
      `select count(*)::int as n from step s join cases c on c.id = s.case_id where s.act in ('finish', 'settle') and s.files = '{}' and c.procedure in ('standard-matter', 'facility-repair', 'patrol-finding')`,
    );
    expect(bare?.n).toBe(0);
    const [lost] = await query<{ n: number }>(
      'select count(*)::int as n from step s, unnest(s.files) as f left join file_object o on o.id = f where o.case_id is distinct from s.case_id',
    );
    expect(lost?.n).toBe(0);
    const rows = await query<{ name: string }>(`select distinct encode(sha256, 'hex') as name from file_object`);
    for (const { name } of rows) expect(kept.has(name) && kept.has(`${name}-thumb`)).toBe(true);
  });

  test('nobody checked their own work, and contacts are sealed', async () => {
    const [own] = await query<{
      n: number;
    }>(`select count(*)::int as n from step v join step f on f.case_id = v.case_id and f.act in ('finish', 'settle') and f.account = v.account and f.seq < v.seq where v.act in ('verify_pass', 'verify_close')
      and not exists (select from step l where l.case_id = v.case_id and l.act in ('finish', 'settle') and l.seq > f.seq and l.seq < v.seq)`);
    expect(own?.n).toBe(0);
    const [sealed] = await query<{ contact: Buffer }>('select contact from cases where contact is not null limit 1');
    expect(app.ctx.sealer.open(sealed?.contact as Buffer).phone).toMatch(/^19\d{9}$/);
  });

  test('can be added to: the district stays, cases come on top', { timeout: 120_000 }, async () => {
    await load(database, app, 50, 7);
    const [row] = await query<{ cases: number; areas: number; next: number; last: number }>(
      `select (select count(*)::int from cases) as cases, (select count(*)::int from area where length(code) < 15) as areas, nextval(pg_get_serial_sequence('cases', 'id'))::int as next, (select max(id)::int from cases) as last`,
    );
    expect(row?.cases).toBe(CASES + 50);
    expect(row?.areas).toBe(199);
    expect(row?.next).toBeGreaterThan(row?.last ?? 0);
    expect((await verifyTrail(database.pool)).faults).toEqual([]);
  });
});

describe('one seed', () => {
  test('gives one sample', { timeout: 120_000 }, async () => {
    const digest = async () => {
      await load(twin, twinApp, 120);
      const { rows } = await twin.owner.query<{ digest: string }>(
        `select md5(string_agg(encode(hash, 'hex'), '' order by case_id, seq)) as digest from step where case_id > (select max(id) - 120 from cases)`,
      );
      return rows[0]?.digest;
    };
    const first = await digest();
    await twin.owner.query(
      `do $$ begin
         -- append-only tables refuse to be emptied in any other way
         set local session_replication_role = replica;
         execute (select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ') || ' restart identity cascade'
           from pg_tables where schemaname in ('gewu', 'gewu_auth')
             and tablename not in ('device_profile', 'procedure', 'loop', 'matter', 'setting'));
       end $$`,
    );
    expect(await digest()).toBe(first);
    expect(first).toMatch(/^\w{32}$/);
  });
});

describe('a load that is cut off', () => {
  const cut = withDatabase();
  const cutApp = withApp(cut, []);
  const state = async () =>
    (
      await cut.owner.query(
        `select (select count(*)::int from cases) as cases, (select count(*)::int from setting where key = 'sample-unfinished') as unfinished`,
      )
    ).rows[0];

  test('leaves no half cases, says so, and goes on next time', { timeout: 120_000 }, async () => {
    const sample = { ctx: { ...cutApp.ctx, files }, catalogue: readCatalogue(), ownerUrl: cut.url };
    const onProgress = (done: number) => {
      if (done > 0) throw new Error('the power is gone');
    };
    await expect(loadSample(sample, { cases: 60, seed: 1, now: NOW, onProgress })).rejects.toThrow('the power is gone');
    expect(await state()).toEqual({ cases: 0, unfinished: 1 });
    await load(cut, cutApp, 60);
    expect(await state()).toEqual({ cases: 60, unfinished: 0 });
  });
});
