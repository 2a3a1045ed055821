import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { addDevices, TEST_PROFILE } from '../testing.ts';
import { destroyOld } from './destroy-old.ts';
import { rollUp } from './roll-up.ts';

const database = withDatabase();
const app = withApp(database, []);
const HOUR = 3_600_000;
/** Noon in China, so that the hours before and after it lie on two days. */
const START = Date.parse('2026-03-10T04:00:00Z');
const PROFILE = {
  ...TEST_PROFILE,
  profile: 'test-rollups',
  keys: { ...TEST_PROFILE.keys, on: { name: { zh: '开', en: 'On' }, type: 'boolean' as const } },
  retention: { raw_days: 3, hour_days: 5, day_days: 30 },
};
let devices: number[] = [];

beforeEach(async () => {
  const { rows } = await database.owner.query('select from area limit 1');
  if (rows.length === 0) await fillSmallDistrict(app.ctx);
  devices = devices.length > 0 ? devices : await addDevices(app.ctx, ['R-1', 'R-2', 'R-3'], { profile: PROFILE });
  await database.owner.query('truncate telemetry, rollup_hour, rollup_day, rollup_state');
  await database.owner.query('delete from device_state');
});

type Message = { device: number; at: number; values: object };

/** As the intake writes: readings and the count of messages together. */
async function send(messages: readonly Message[]): Promise<void> {
  await app.ctx.writer.query(
    `with m as (select * from json_to_recordset($1::json) as x(d int, t double precision, v jsonb)),
       r as (insert into telemetry (device, at, values) select d, to_timestamp(t / 1000.0), v from m)
     insert into device_state (device, messages) select d, count(*) from m group by d order by d
     on conflict (device) do update set messages = device_state.messages + excluded.messages`,
    [JSON.stringify(messages.map(({ device, at, values }) => ({ d: devices[device], t: at, v: values })))],
  );
}

/** What the roll-ups must be: the sums of all readings before the hour that is still open. */
const wanted = (unit: 'hour' | 'day', mark: number) =>
  database.owner.query(
    `select t.device, v.key, date_trunc($1, t.at, 'Asia/Shanghai') as at, count(*)::int as n, min(v.value), max(v.value), sum(v.value),
       (array_agg(v.value order by t.at desc, v.value desc))[1] as last
     from telemetry t cross join lateral (select '' as key, null::float8 as value
       union all select key, (case value when 'true' then '1' when 'false' then '0' else value #>> '{}' end)::float8
         from jsonb_each(t.values) where key in ('smoke', 'battery', 'on') and value <> 'null') v
     where t.at < to_timestamp($2 / 1000.0) group by 1, 2, 3 order by 1, 2, 3`,
    [unit, mark],
  );
const have = (unit: 'hour' | 'day') =>
  database.owner.query(`select device, key, at, n, min, max, sum, last from rollup_${unit} order by device, key, at`);
async function expectRight(now: number): Promise<void> {
  const mark = Math.floor((now - 300_000) / HOUR) * HOUR;
  for (const unit of ['hour', 'day'] as const) expect((await have(unit)).rows).toEqual((await wanted(unit, mark)).rows);
}

// quarters are exact in binary, so that sums are the same in any order
const message = fc.record({
  device: fc.integer({ min: 0, max: 2 }),
  at: fc.integer({ min: -20 * 60, max: 14 * 60 }).map((minute) => START + minute * 60_000),
  values: fc.record(
    {
      smoke: fc.integer({ min: 0, max: 40 }).map((n) => n / 4),
      battery: fc.constant(null),
      on: fc.boolean(),
      undeclared: fc.integer(),
      word: fc.constant('x'),
    },
    { requiredKeys: [] },
  ),
});
/** What happens between two looks: messages of whatever stamp, then a run that may stop half way, or two at once. */
const step = fc.record({
  messages: fc.array(message, { maxLength: 12 }),
  later: fc.integer({ min: 0, max: 150 }),
  run: fc.constantFrom('whole', 'stopped', 'twice', 'killed', 'none'),
});

describe('roll-ups', () => {
  it('are the sums of the readings, whatever the order, the lateness and the crashes', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        await database.owner.query(
          'delete from telemetry; delete from rollup_hour; delete from rollup_day; delete from rollup_state; delete from device_state',
        );
        let now = START - 6 * HOUR;
        for (const { messages, later, run } of steps) {
          now += later * 60_000;
          if (messages.length > 0) await send(messages);
          const at = { now: new Date(now), together: 1 };
          let left = 2;
          if (run === 'whole') await rollUp(app.ctx.writer, at);
          if (run === 'stopped') await rollUp(app.ctx.writer, { ...at, goOn: () => left-- > 0 });
          if (run === 'twice') await Promise.all([rollUp(app.ctx.writer, at), rollUp(app.ctx.writer, at)]);
          if (run === 'killed') await killWithin(at);
        }
        await rollUp(app.ctx.writer, { now: new Date(now) });
        await expectRight(now);
        expect(await rollUp(app.ctx.writer, { now: new Date(now) }), 'nothing is left to look at').toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('stay right while messages come in during the run', async () => {
    const now = START + 3 * HOUR;
    const some = Array.from({ length: 30 }, (_, i) => ({
      device: i % 3,
      at: START - i * 600_000,
      values: { smoke: i / 4 },
    }));
    await Promise.all([
      ...some.map(async (one) => send([one])),
      ...[1, 2, 3].map(() => rollUp(app.ctx.writer, { now: new Date(now), together: 1 })),
    ]);
    await rollUp(app.ctx.writer, { now: new Date(now) });
    await expectRight(now);
  });

  it('outlive the readings that they were made of; what is destroyed stands in the trail', async () => {
    const day = (n: number) => START + n * 24 * HOUR;
    await send([0, 1, 2, 6].flatMap((n) => [0, 1].map((device) => ({ device, at: day(n), values: { smoke: n } }))));
    const now = new Date(day(7));
    await rollUp(app.ctx.writer, { now });
    expect(await destroyOld(app.ctx.pool, now)).toBeGreaterThan(0);
    const count = async (sql: string) => (await database.owner.query<{ n: number }>(sql)).rows[0]?.n;
    expect(await count('select count(*)::int as n from telemetry')).toBe(2);
    expect(await count(`select count(*)::int as n from rollup_hour where key = ''`)).toBe(4);
    expect(await count(`select count(*)::int as n from rollup_day where key = ''`)).toBe(8);
    const { rows } = await database.owner.query(
      `select data ->> 'what' as what, (data ->> 'rows')::int as rows from audit_event where kind = 'destroy' and data ->> 'profile' = 'test-rollups' order by id`,
    );
    expect(rows).toEqual([
      { what: 'readings', rows: 6 },
      { what: 'hours', rows: 8 },
    ]);
    // a reading that comes for a day which was destroyed does not take that day's place
    await send([{ device: 0, at: day(2), values: { smoke: 9 } }]);
    await rollUp(app.ctx.writer, { now });
    expect(await count(`select max(max)::int as n from rollup_day where key = 'smoke'`)).toBe(6);
    expect(await destroyOld(app.ctx.pool, now)).toBe(1);
  });
});

/** Ends the connections of a run while it works. */
async function killWithin(options: { now: Date; together: number }): Promise<void> {
  const running = rollUp(app.ctx.writer, options).catch(() => undefined);
  await new Promise(setImmediate);
  await database.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database() and query like '%roll-ups%'`,
  );
  await running;
}
