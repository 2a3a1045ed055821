import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import type { LoadedProfile } from '../profiles/profile-types.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { sumAvailability } from './sum-availability.ts';
import { reviewFleet } from './turn-care.ts';

const database = withDatabase();
const app = withApp(database, []);
const profile: LoadedProfile = {
  ...TEST_PROFILE,
  health: {
    ...TEST_PROFILE.health,
    battery: { key: 'battery', low: 20 },
    stuck: { key: 'smoke', hours: 48 },
    drift: { key: 'smoke', most: 5 },
    clock_skew_s: 300,
    firmware: { minimum: '2.4' },
  },
};
const profiles = new Map([[profile.profile, profile]]);
const NOW = new Date('2026-03-18T07:30:00Z');
const DAY = 86_400_000;
/** Midnight in China so many days ago. */
const day = (ago: number) => new Date(Date.parse('2026-03-18T00:00:00+08:00') - ago * DAY);
const sql = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await app.ctx.writer.query(text, values)).rows as T[];
const openOf = async (id: number | undefined) =>
  (
    await sql<{ kind: string }>('select kind from device_issue where device = $1 and healed_at is null order by kind', [
      id,
    ])
  ).map((one) => one.kind);
const rolled = (device: number | undefined, key: string, ago: number, value: number, most = value) =>
  sql(
    `insert into rollup_day (device, key, at, n, min, max, sum, last) values ($1, $2, $3, 10, $4, $5, $6, $5)
     on conflict (device, key, at) do update set min = excluded.min, max = excluded.max, sum = excluded.sum, last = excluded.last`,
    [device, key, day(ago), value, most, ((value + most) / 2) * 10],
  );

beforeAll(() => fillSmallDistrict(app.ctx));

describe('the hourly review', () => {
  it('finds batteries, sensors that stand still or drift, clocks and old firmware, opens one case, and ends what is well', async () => {
    const ids = await addDevices(app.ctx, ['well', 'draining', 'still', 'drifting', 'clock', 'old'], { profile });
    const [well, draining, still, drifting, clock, old] = ids;
    await sql(
      `insert into device_state (device, heard_at, measured_at, link, link_since, state)
       select id, $2, $2, 'online', $2, '{"latest": {"battery": {"ts": 1, "value": 80}}}' from unnest($1::int[]) id`,
      [ids, NOW],
    );
    await sql(`update device set firmware = case when id = $1 then '2.3.1' else '2.4.0' end`, [old]);
    await sql('insert into device_care (device, skews) values ($1, $2)', [
      clock,
      [-900, -880, 0, -910, -905, -900, -890],
    ]);
    for (let ago = 31; ago >= 0; ago--) {
      await rolled(draining, 'battery', ago, 80 + ago * 8);
      for (const id of ids) {
        const level = id === drifting && ago < 4 ? 12 : 3;
        await rolled(id, 'smoke', ago, level, id === still ? level : level + 1);
      }
    }
    await reviewFleet(app.ctx, profiles, NOW);
    expect(await openOf(well)).toEqual([]);
    expect(await openOf(draining)).toEqual(['battery']);
    expect(await openOf(still)).toEqual(['stuck']);
    expect(await openOf(drifting)).toEqual(['drift']);
    expect(await openOf(clock)).toEqual(['clock']);
    expect(await openOf(old)).toEqual(['firmware']);
    const [care] = await sql<{ battery_left: number; battery_slope: number }>(
      'select battery_left, battery_slope from device_care where device = $1',
      [draining],
    );
    expect(care?.battery_slope).toBeCloseTo(-8);
    expect(care?.battery_left).toBeCloseTo(10, 1);
    const cases = await sql<{ case_id: number }>('select distinct case_id from device_issue');
    expect(cases).toHaveLength(1);
    const [opened] = await sql<{ description: string }>('select description from cases where id = $1', [
      cases[0]?.case_id,
    ]);
    expect(opened?.description.split('\n')).toHaveLength(5);
    expect(opened?.description).toContain('draining（draining）：电量低，剩 80%，约 10 天后耗尽');

    await sql(`update device set firmware = '2.4' where id = $1`, [old]);
    await sql('update device_care set skews = $2 where device = $1', [clock, [1, 0, 2, 1, 0]]);
    await rolled(still, 'smoke', 0, 3, 5);
    for (let ago = 0; ago < 4; ago++) await rolled(drifting, 'smoke', ago, 3, 4);
    await reviewFleet(app.ctx, profiles, NOW);
    for (const id of [still, drifting, clock, old]) expect(await openOf(id)).toEqual([]);
    expect(await openOf(draining)).toEqual(['battery']);
  });

  it('asks for the firmware that was rolled out to all around, of the same model, not of a rollout that still runs', async () => {
    const ids = await addDevices(app.ctx, ['m1', 'm2', 'm3'], { profile, area: '610402001002' });
    await sql(
      `update device set firmware = '2.5', model = case when id = $2 then 'B' else 'A' end where id = any($1)`,
      [ids, ids[1]],
    );
    const [pack] = await sql<{ id: number }>(
      `insert into device_package (kind, title, version, profile, model, area, sha256, bytes, account) values ('firmware', 't', '2.6', $1, 'A', '610402', '\\x00', 1, 'p4') returning id`,
      [profile.profile],
    );
    const roll = (area: string, state: string) =>
      sql(
        `insert into rollout (key, package, area, seed, stages, fail_limit, silent_limit, silent_s, patience_s, most_at_once, ends_at, state, account)
         values (gen_random_uuid(), $1, $2, 1, '[]', 0.1, 0.1, 60, 60, 10, now(), $3, 'p4')`,
        [pack?.id, area, state],
      );
    await roll('610402001002', 'running');
    await roll('610402001001', 'done');
    await reviewFleet(app.ctx, profiles, NOW);
    for (const id of ids) expect(await openOf(id)).toEqual([]);
    await roll('610402', 'done');
    await reviewFleet(app.ctx, profiles, NOW);
    expect([await openOf(ids[0]), await openOf(ids[1]), await openOf(ids[2])]).toEqual([
      ['firmware'],
      [],
      ['firmware'],
    ]);
  });
});

it('availability is the sum of the spans, cut at the edges of each window', async () => {
  const [device = 0] = await addDevices(app.ctx, ['spans'], { profile });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 30 * 24 }), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (hours, first) => {
        await sql('delete from device_link where device = $1', [device]);
        await sql('delete from device_care where device = $1', [device]);
        let end = NOW.getTime();
        const spans = hours.map((length, i) => {
          const until = end;
          end -= length * 3_600_000;
          return { link: (i % 2 === 0) === first ? 'online' : 'offline', since: end, until: i === 0 ? null : until };
        });
        await sql(
          `insert into device_link (device, link, since, until)
           select $1, link, to_timestamp(since / 1000), to_timestamp(until / 1000) from json_to_recordset($2) as x(link text, since float, until float)`,
          [device, JSON.stringify(spans)],
        );
        await sumAvailability(app.ctx.writer, NOW);
        const [row] = await sql<Record<string, number>>('select * from device_care where device = $1', [device]);
        for (const days of [7, 30, 90]) {
          const from = NOW.getTime() - days * DAY;
          const seconds = (link?: string) =>
            spans
              .filter((one) => !link || one.link === link)
              .reduce(
                (sum, one) => sum + Math.max(0, (one.until ?? NOW.getTime()) - Math.max(from, one.since)) / 1000,
                0,
              );
          expect(row?.[`known_${days}`]).toBeCloseTo(seconds(), 0);
          expect(row?.[`online_${days}`]).toBeCloseTo(seconds('online'), 0);
          expect(row?.[`outages_${days}`]).toBe(
            spans.filter((one) => one.link === 'offline' && one.since > from).length,
          );
        }
      },
    ),
    { numRuns: 25 },
  );
});
