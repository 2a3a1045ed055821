import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { CASE_FACT_NAMES, factSql, REPLY_HOURS_SQL } from '../cases/case-facts.ts';
import { withDatabase } from '../testing/with-database.ts';
import { refreshIndicators } from './refresh-indicators.ts';
import { type CaseLook, moveCase, plantCase } from './testing.ts';

const database = withDatabase();
const NOW = new Date('2026-03-10T04:00:00Z');
const HOUR = 3_600_000;

beforeEach(async () => {
  await database.owner.query(
    'alter table step disable trigger all; truncate cases, step cascade; truncate indicator_case, indicator_count, indicator_reply, indicator_state; alter table step enable trigger all',
  );
});

const CUTS = [
  { cut: 'area', grain: 'day', digits: 12 },
  { cut: 'area', grain: 'month', digits: 12 },
  { cut: 'street', grain: 'month', digits: 9 },
  { cut: 'district', grain: 'day', digits: 6 },
  { cut: 'district', grain: 'month', digits: 6 },
] as const;
type Cut = (typeof CUTS)[number];

/** The counts computed from nothing but the cases, at a moment. */
async function direct({ cut, grain, digits }: Cut, now: Date): Promise<unknown[]> {
  const day = `date_trunc('${grain}', c.opened_at at time zone 'Asia/Shanghai')::date`;
  const cell =
    cut === 'area' ? `-1 as unit, '*' as matter` : `coalesce(c.unit, 0) as unit, coalesce(c.matter, '') as matter`;
  const facts = CASE_FACT_NAMES.map(
    (fact) => `(count(*) filter (where ${factSql(fact, '$1::timestamptz')}))::int as ${fact}`,
  );
  const { rows } = await database.owner.query(
    `select ${day}::text as day, left(c.area, ${digits}) as area, ${cell}, ${facts.join(', ')} from cases c group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [now],
  );
  return rows;
}

async function kept({ cut, grain }: Pick<Cut, 'cut' | 'grain'>): Promise<unknown[]> {
  const { rows } = await database.owner.query(
    `select day::text, area, unit, matter, ${CASE_FACT_NAMES.join(', ')} from indicator_count where cut = $1 and grain = $2 order by day, area, unit, matter`,
    [cut, grain],
  );
  return rows;
}

async function expectExact(now: Date): Promise<void> {
  for (const cut of CUTS) expect(await kept(cut)).toEqual(await direct(cut, now));
  const replies = await database.owner.query(
    `select count(*)::int as n from cases c where ${REPLY_HOURS_SQL} is not null`,
  );
  const classes = await database.owner.query(
    `select coalesce(sum(n), 0)::int as n from indicator_reply where grain = 'day'`,
  );
  expect(classes.rows).toEqual(replies.rows);
}

const look: fc.Arbitrary<CaseLook> = fc.record({
  area: fc.constantFrom('610402001001001', '610402001001002', '610402001002', '610402002001001', '610402'),
  matter: fc.constantFrom('M06010', 'M06012', null),
  unit: fc.constantFrom(1, 2, null),
  state: fc.constantFrom('reported', 'assigning', 'handling', 'verifying', 'closed', 'void', 'suspended'),
  openedH: fc.integer({ min: -2000, max: -1 }),
  respondedH: fc.option(fc.integer({ min: 0, max: 50 })),
  handledH: fc.option(fc.integer({ min: 0, max: 300 })),
  dueH: fc.option(fc.integer({ min: 1, max: 2100 })),
  overdueH: fc.option(fc.integer({ min: 1, max: 300 })),
  rating: fc.option(fc.integer({ min: 1, max: 5 })),
  solved: fc.option(fc.boolean()),
  returns: fc.integer({ min: 0, max: 2 }),
  redos: fc.integer({ min: 0, max: 1 }),
  reporter: fc.constantFrom('a', 'b', null),
  receivedLate: fc.constantFrom(true, false, null),
});

describe('the counts', () => {
  it('equal a direct computation after any history of changes, whatever was refreshed when', async () => {
    const round = fc.record({
      open: fc.array(look, { maxLength: 8 }),
      change: fc.array(fc.tuple(fc.nat(), look), { maxLength: 6 }),
      hours: fc.integer({ min: 0, max: 200 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
        await database.owner.query(
          'alter table step disable trigger all; truncate cases, step cascade; truncate indicator_case, indicator_count, indicator_reply, indicator_state; alter table step enable trigger all',
        );
        let now = NOW;
        const ids: number[] = [];
        for (const { open, change, hours } of rounds) {
          now = new Date(now.getTime() + hours * HOUR);
          for (const one of open) ids.push(await plantCase(database.owner, one, NOW));
          for (const [pick, one] of change)
            if (ids.length > 0) await moveCase(database.owner, ids[pick % ids.length] as number, one, NOW);
          await refreshIndicators(database.pool, { now });
          await expectExact(now);
        }
      }),
      { numRuns: 30, endOnFailure: true },
    );
  }, 120_000);

  it('miss no transaction that commits after a later one was counted', async () => {
    const slow = await database.owner.connect();
    await slow.query('begin');
    const early = await plantCase(slow, { area: '610402001001001', state: 'reported', openedH: -5 }, NOW);
    await plantCase(database.owner, { area: '610402001001001', state: 'reported', openedH: -4 }, NOW);
    await refreshIndicators(database.pool, { now: NOW });
    await slow.query('commit');
    slow.release();
    await refreshIndicators(database.pool, { now: NOW });
    const { rows } = await database.owner.query('select case_id from indicator_case where case_id = $1', [early]);
    expect(rows).toHaveLength(1);
    await expectExact(NOW);
  });

  it('take a repetition back when the earlier case is reopened', async () => {
    const same = { area: '610402001001001', matter: 'M06010', reporter: 'a' };
    const earlier = await plantCase(database.owner, { ...same, state: 'closed', openedH: -100, handledH: 10 }, NOW);
    await plantCase(database.owner, { ...same, state: 'reported', openedH: -30 }, NOW);
    await refreshIndicators(database.pool, { now: NOW });
    const repeated = async () =>
      (
        await database.owner.query(
          `select sum(repeated)::int as n from indicator_count where cut = 'area' and grain = 'month'`,
        )
      ).rows[0]?.n;
    expect(await repeated()).toBe(1);
    await moveCase(database.owner, earlier, { ...same, state: 'handling', openedH: -100, redos: 1 }, NOW);
    await refreshIndicators(database.pool, { now: NOW });
    expect(await repeated()).toBe(0);
    await expectExact(NOW);
  });

  it('are counted by one run at a time', async () => {
    for (let i = 0; i < 20; i++)
      await plantCase(database.owner, { area: '610402001001001', state: 'reported', openedH: -i - 1 }, NOW);
    const seen = await Promise.all([1, 2, 3].map(() => refreshIndicators(database.pool, { now: NOW })));
    expect(Math.max(...seen)).toBe(20);
    await expectExact(NOW);
  });

  it('see a limit fall although nobody touched the case', async () => {
    await plantCase(database.owner, { area: '610402001001001', state: 'handling', openedH: -5, dueH: 10 }, NOW);
    await refreshIndicators(database.pool, { now: NOW });
    expect(await kept({ cut: 'area', grain: 'day' })).toMatchObject([{ counted: 1, limit_fell: 0, overdue: 0 }]);
    await refreshIndicators(database.pool, { now: new Date(NOW.getTime() + 6 * HOUR) });
    expect(await kept({ cut: 'area', grain: 'day' })).toMatchObject([{ counted: 1, limit_fell: 1, overdue: 1 }]);
  });
});

describe('facts of a case', () => {
  const factsOf = async (one: CaseLook): Promise<string[]> => {
    const id = await plantCase(database.owner, one, NOW);
    const { rows } = await database.owner.query<Record<string, boolean>>(
      `select ${CASE_FACT_NAMES.map((fact) => `${factSql(fact, '$2::timestamptz')} as ${fact}`).join(', ')} from cases c where id = $1`,
      [id, NOW],
    );
    return CASE_FACT_NAMES.filter((fact) => rows[0]?.[fact]);
  };
  const area = '610402001001001';

  it('closed within the limit and liked', async () => {
    const facts = await factsOf({
      area,
      unit: 1,
      state: 'closed',
      openedH: -50,
      respondedH: 1,
      handledH: 20,
      dueH: 24,
      rating: 5,
      solved: true,
      receivedLate: false,
    });
    expect(facts).toEqual([
      'counted',
      'due_contact',
      'responded',
      'answered',
      'solved',
      'rated',
      'satisfied',
      'called',
      'limit_fell',
      'on_time',
      'dispatched',
      'receipt_due',
      'received',
      'closed',
      'closed_on_time',
    ]);
  });

  it('open, past the limit, never answered', async () => {
    expect(await factsOf({ area, state: 'reported', openedH: -50, dueH: 24, overdueH: 2 })).toEqual([
      'counted',
      'due_contact',
      'limit_fell',
      'overdue',
    ]);
  });

  it('handled late, received late, returned once, rated badly, done again', async () => {
    const facts = await factsOf({
      area,
      unit: 1,
      state: 'closed',
      openedH: -90,
      respondedH: 1,
      handledH: 30,
      dueH: 24,
      overdueH: 24,
      rating: 2,
      solved: false,
      returns: 1,
      redos: 1,
      receivedLate: true,
    });
    expect(facts).toEqual([
      'counted',
      'due_contact',
      'responded',
      'answered',
      'rated',
      'called',
      'dissatisfied',
      'limit_fell',
      'overdue',
      'dispatched',
      'returned',
      'receipt_due',
      'closed',
      'redone',
      'closed_late',
    ]);
  });

  it('void counts nowhere', async () => {
    expect(await factsOf({ area, unit: 1, state: 'void', openedH: -9, handledH: 2, rating: 1 })).toEqual(['excluded']);
  });

  it('a second report of a closed matter by the same person within 30 days, and not after', async () => {
    await factsOf({ area, matter: 'M06010', state: 'closed', openedH: -1000, handledH: 10, reporter: 'a' });
    expect(await factsOf({ area, matter: 'M06010', state: 'reported', openedH: -300, reporter: 'a' })).toContain(
      'repeated',
    );
    expect(await factsOf({ area, matter: 'M06010', state: 'reported', openedH: -300, reporter: 'b' })).not.toContain(
      'repeated',
    );
    expect(await factsOf({ area, matter: 'M06010', state: 'reported', openedH: -100, reporter: 'a' })).not.toContain(
      'repeated',
    );
  });
});
