import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { atPost, fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { choosePieces } from './choose-pieces.ts';
import { readSeries } from './read-series.ts';
import { rollUp } from './roll-up.ts';

const DAY = 86_400_000;
const at = (days: number) => new Date(Date.parse('2026-03-10T16:00:00Z') + days * DAY);

describe('the pieces of a curve', () => {
  it('follow each other without a gap, and only whole hours and days come from roll-ups', () => {
    const moment = fc.double({ min: -4000, max: 100, noNaN: true }).map(at);
    fc.assert(
      fc.property(
        moment,
        fc.double({ min: 0.01, max: 5000, noNaN: true }),
        fc.option(fc.integer({ min: -90_000, max: 2400 }).map((hour) => at(hour / 24))),
        (from, days, mark) => {
          const to = new Date(from.getTime() + days * DAY);
          const kept = { mark, rawFloor: at(-180), hourFloor: at(-730) };
          const { stepSeconds, day, hour, raw } = choosePieces({ from, to }, kept);
          expect([day.to, hour.to, raw.to]).toEqual([hour.from, raw.from, to]);
          expect(day.from.getTime()).toBeLessThanOrEqual(from.getTime());
          expect(from.getTime() - day.from.getTime()).toBeLessThan(stepSeconds * 1000);
          expect((days * DAY) / 1000 / stepSeconds).toBeLessThanOrEqual(500);
          if (mark && day.to > day.from) expect(day.to <= mark).toBe(true);
          if (hour.to > hour.from) expect(mark && hour.to <= mark).toBe(true);
          const whole = (moment: Date, ms: number) => (moment.getTime() - at(0).getTime()) % ms === 0;
          if (day.to > day.from && day.to < to) expect(whole(day.to, DAY)).toBe(true);
          if (hour.to > hour.from && hour.to < to) expect(whole(hour.to, 3_600_000)).toBe(true);
          // without roll-ups everything comes from readings
          if (!mark) expect(raw.from).toEqual(day.from);
        },
      ),
    );
  });
});

describe('curves', () => {
  const database = withDatabase();
  const app = withApp(database, []);
  let worker: Actor;
  let device = 0;
  const now = new Date();
  const ago = (days: number) => new Date(now.getTime() - days * DAY);

  beforeAll(async () => {
    await fillSmallDistrict(app.ctx);
    worker = await atPost(app.ctx, 1);
    [device = 0] = await addDevices(app.ctx, ['S-1'], {
      profile: { ...TEST_PROFILE, retention: { raw_days: 60, hour_days: 400, day_days: 3650 } },
    });
    // an hour of readings each fifth day, 300 days long, and a peak that no mean may hide
    await database.owner.query(
      `insert into telemetry (device, at, values) select $1, $2::timestamptz - make_interval(days => d * 5, mins => m), jsonb_build_object('smoke', case when d = 30 and m = 7 then 90 else d end)
       from generate_series(0, 60) d, generate_series(0, 59) m`,
      [device, now],
    );
    await database.owner.query('insert into device_state (device, messages) values ($1, 3660)', [device]);
    await database.owner.query(
      `insert into alarm (device, type, area, profile_hash, severity, raised_at, heard_at, active, cleared_at)
       values ($1, 'smoke', '610402001001001', 'h', 'critical', $2, $2, false, $2)`,
      [device, ago(150)],
    );
  });
  const read = (from: Date, to = new Date(now.getTime() + 1)) =>
    readSeries(app.ctx, worker, device, ['smoke'], { from, to });
  const total = (curve: Awaited<ReturnType<typeof read>>) =>
    curve.series[0]?.points.reduce((sum, point) => sum + point.n, 0);

  it('are the same whether they come from readings or from roll-ups', async () => {
    const before = [await read(ago(301)), await read(ago(38))];
    await rollUp(app.ctx.writer);
    const after = [await read(ago(301)), await read(ago(38))];
    expect(after).toEqual(before);
    expect(after.map(total)).toEqual([3660, 8 * 60]);
    expect(Math.max(...(after[0]?.series[0]?.points.map((point) => point.max) ?? []))).toBe(90);
    expect(after[0]?.series[0]?.points.length).toBeLessThan(130);
  });

  it('tell years in few points, an hour in full, and the alarms of their time', async () => {
    const years = await read(ago(3000));
    expect(years.stepSeconds).toBe(7 * 86_400);
    expect(total(years)).toBe(3660);
    expect(years.alarms).toMatchObject([{ type: 'smoke', name: { en: 'Smoke' } }]);
    const hour = await read(ago(1 / 24));
    expect(hour).toMatchObject({ stepSeconds: 15, alarms: [], series: [{ unit: 'dB/m', range: [0, 30] }] });
    expect(total(hour)).toBe(60);
    // readings are kept for 60 days: an hour before that comes as one point, not as none
    await database.owner.query('delete from telemetry where at < $1', [ago(61)]);
    expect(total(await read(ago(150.05), ago(149.99)))).toBe(60);
  });
});
