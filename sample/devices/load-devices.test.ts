import { beforeAll, describe, expect, test } from 'vitest';
import { readCatalogue } from '../../platform/catalogue/read-catalogue.ts';
import { findCalled } from '../../platform/devices/alarms/find-called.ts';
import { turnCare } from '../../platform/devices/care/turn-care.ts';
import { createDevices } from '../../platform/devices/intake/create-devices.ts';
import { responsiblePost } from '../../platform/devices/placing/responsible-post.ts';
import { readProfiles } from '../../platform/devices/profiles/read-profiles.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { withApp } from '../../platform/testing/with-app.ts';
import { withDatabase } from '../../platform/testing/with-database.ts';
import { loadSample } from '../load-sample.ts';
import { createRandom } from '../random.ts';
import { DEVICES } from './load-devices.ts';
import { feedDevices } from './run-feed.ts';

const NOW = new Date('2026-03-18T07:30:00Z');
const files: FileStore = { put: async () => undefined, get: async () => undefined };
const database = withDatabase();
const app = withApp(database, []);
const query = async <T>(sql: string): Promise<T[]> => (await database.owner.query(sql)).rows as T[];

describe('the devices of the sample', () => {
  beforeAll(() =>
    loadSample(
      { ctx: { ...app.ctx, files }, catalogue: readCatalogue(), ownerUrl: database.url },
      { cases: 0, seed: 610402, now: NOW, onProgress: () => undefined },
    ),
  );

  test('are of every declared profile, each in the grid of its point, with that grid worker on duty and the reason in words', async () => {
    const rows = await query<{ lon: number; lat: number; area: string; post: number | null; why: { zh: string } }>(
      'select lon, lat, area, post, why from device',
    );
    expect(rows).toHaveLength(DEVICES);
    const locator = await app.ctx.caches.areas.locator();
    for (const { lon, lat, area } of rows) expect(locator.locate(lon, lat).area).toBe(area);
    const words = new Set(rows.map(({ why }) => why.zh.slice(0, 3)));
    expect([...words]).toEqual(['位置在']);
    const grids = new Map(rows.map((row) => [row.area, row]));
    for (const row of grids.values())
      expect((await responsiblePost(app.ctx, row))?.post).toMatchObject({ area: row.area, role: 'grid_worker' });
    const unused = await query(
      'select key from device_profile p where not exists (select from device d where d.profile = p.key)',
    );
    expect(unused).toEqual([]);
  });

  test('stand behind gateways of their own grid, and only those without one have a token', async () => {
    const [row] = await query<{ behind: number; astray: number; tokens: number }>(
      `select count(*) filter (where d.parent is not null)::int as behind,
         count(*) filter (where g.profile <> 'gateway' or g.area <> d.area)::int as astray,
         count(*) filter (where (d.token_hash is null) <> (d.parent is not null))::int as tokens
       from device d left join device g on g.id = d.parent`,
    );
    expect(row?.behind).toBeGreaterThan(200);
    expect(row).toMatchObject({ astray: 0, tokens: 0 });
  });

  test('have spoken for two days, each no longer ago than its interval unless it is offline', async () => {
    const [row] = await query<{ n: number; first: Date; last: Date }>(
      'select count(*)::int as n, min(at) as first, max(at) as last from telemetry',
    );
    expect(row?.n).toBeGreaterThan(50_000);
    expect(row?.n).toBeLessThan(300_000);
    expect(row?.last.getTime()).toBeLessThanOrEqual(NOW.getTime());
    const late = await query(
      `select device from device_state where link = 'online' and heard_at < timestamptz '${NOW.toISOString()}' - make_interval(secs => interval_s + 1)`,
    );
    expect(late).toEqual([]);
    const [counted] = await query<{ same: boolean }>(
      'select (select sum(messages) from device_state) = (select count(*) from telemetry) as same',
    );
    expect(counted?.same).toBe(true);
  });

  test('have raised alarms that agree with their states; none that endangers life is active and unseen', async () => {
    const alarms = await query<{
      active: boolean;
      acknowledged: boolean;
      verdict: string | null;
      held: boolean;
      life: boolean;
    }>(
      `select a.active, a.acknowledged, a.verdict, a.active = (s.state #> array['alarms', a.type, a.channel, 'active'] <> 'null') as held,
         coalesce((select (r ->> 'life')::boolean from jsonb_array_elements(p.declaration::jsonb -> 'alarms') r where r ->> 'type' = a.type), false) as life
       from alarm a join device d on d.id = a.device join device_profile p on p.key = d.profile join device_state s on s.device = a.device`,
    );
    expect(alarms.length).toBeGreaterThanOrEqual(25);
    expect(alarms.length).toBeLessThan(45);
    const active = alarms.filter((alarm) => alarm.active);
    expect(active.length).toBeGreaterThanOrEqual(5);
    expect(active.length).toBeLessThanOrEqual(12);
    expect(alarms.filter((alarm) => !alarm.held)).toEqual([]);
    expect(active.filter((alarm) => alarm.life && !alarm.acknowledged)).toEqual([]);
    expect(alarms.filter((alarm) => alarm.verdict).length).toBeGreaterThan(8);
  });

  test('keep the course of every alarm, from its raising on', async () => {
    const wrong = await query(
      `select a.id from alarm a join lateral (select array_agg(e.change order by e.at, e.id) as course, min(e.at) as first from alarm_event e where e.alarm = a.id) e on true
       where e.course[1] is distinct from 'raised' or e.first <> a.raised_at or a.active = ('cleared' = any(e.course))
         or a.acknowledged <> ('acknowledged' = any(e.course)) or (a.verdict is not null) <> ('verdict' = any(e.course))`,
    );
    expect(wrong).toEqual([]);
  });

  test('call somebody for every role of their profile, at the device of each danger that was', async () => {
    const profiles = readProfiles();
    const alarms = await query<{
      device: number;
      area: string;
      type: string;
      profile: string;
      calls: number;
      late: number;
    }>(
      `select a.device, a.area, a.type, d.profile, c.calls, c.late from alarm a join device d on d.id = a.device
       join lateral (select count(*)::int as calls, count(*) filter (where c.shown_at < a.heard_at)::int as late from alarm_call c where c.alarm = a.id) c on true
       where d.profile in ('smoke', 'gas', 'sos-button')`,
    );
    const dangers = alarms.filter(({ profile, type }) =>
      profiles.get(profile)?.alarms.some((rule) => rule.type === type && rule.life),
    );
    expect(dangers.length).toBeGreaterThan(5);
    for (const { device, area, profile, calls, late } of dangers) {
      expect(calls).toBe(4);
      expect(late).toBe(0);
      const roles = profiles.get(profile)?.calls?.levels.flatMap(({ to }) => to) ?? [];
      for (const role of roles)
        expect(await findCalled(app.ctx, database.owner, { device, area }, role), role).toContainEqual(
          expect.any(String),
        );
    }
    const most = await query<{ n: number }>(
      `select max(n)::int as n from (select count(*) as n from device_contact where role = 'household' group by account) x`,
    );
    expect(most[0]?.n).toBeLessThanOrEqual(2);
  });

  test('go on speaking when their time has come, a few a turn; those that fell silent stay so', async () => {
    const profiles = readProfiles();
    const devices = createDevices(app.ctx, (key) => profiles.get(key));
    const random = createRandom(1);
    const later = NOW.getTime() + 10 * 60_000;
    try {
      let spoken = 0;
      for (let turn = 0; turn < 6; turn++) spoken += await feedDevices(app.ctx, devices, random, later);
      expect(spoken).toBe(30);
    } finally {
      await devices.close();
    }
    const [row] = await query<{ said: number; silent: number }>(
      `select count(*)::int as said, count(*) filter (where s.link = 'offline')::int as silent from telemetry t join device_state s on s.device = t.device
       where t.at = timestamptz '${new Date(later).toISOString()}'`,
    );
    expect(row).toEqual({ said: 30, silent: 0 });
    const [rest] = await query<{ silent: number }>(
      `select count(*)::int as silent from device_state where link = 'offline'`,
    );
    expect(rest?.silent).toBeGreaterThan(10);
  });

  test('have a quarter of a year behind them: spans that do not overlap, batteries that drain, a few that are ill', async () => {
    const overlaps = await query(
      `select a.device from device_link a join device_link b on b.device = a.device and b.since > a.since and b.since < coalesce(a.until, 'infinity')`,
    );
    expect(overlaps).toEqual([]);
    const [known] = await query<{ n: number }>(
      'select count(distinct device)::int as n from device_link where until is null',
    );
    expect(known?.n).toBe(DEVICES);
    const profiles = readProfiles();
    await turnCare(app.ctx, profiles, NOW);
    const kinds = await query<{ kind: string; n: number }>(
      'select kind, count(*)::int as n from device_issue where healed_at is null group by kind order by kind',
    );
    expect(kinds.map((row) => row.kind)).toEqual(['battery', 'flapping', 'offline']);
    for (const { n } of kinds) expect(n).toBeLessThan(120);
    const [soon] = await query<{ n: number }>('select count(*)::int as n from device_care where battery_left <= 30');
    expect(soon?.n).toBeGreaterThan(5);
    const [mean] = await query<{ share: number }>('select sum(online_90) / sum(known_90) as share from device_care');
    expect(mean?.share).toBeGreaterThan(0.97);
    expect(mean?.share).toBeLessThan(1);
  });
});
