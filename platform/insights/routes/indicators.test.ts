import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import type { CaseFact } from '../../cases/case-facts.ts';
import { whereOf } from '../../cases/case-filter.ts';
import { withActor } from '../../db/with-actor.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { refreshIndicators } from '../refresh-indicators.ts';
import { type CaseLook, plantCase } from '../testing.ts';
import { registerIndicators } from './indicators.ts';
import { registerStreetReport } from './street-report.ts';

const database = withDatabase();
const app = withApp(database, [registerIndicators, registerStreetReport]);
const leader = staffAt('610402', 'leader');
const street = staffAt('610402001', 'street_desk');
const department = staffAt('610402', 'department_desk', { organisation: 2, organisationKind: 'department' });
const NOW = new Date();

type Row = {
  key: string;
  name: { zh: string };
  cases: number;
  dispatched: number;
  query: string;
  indicators: Record<string, { value: number | null; numerator: number; denominator: number; small: boolean }>;
};
type Answer = {
  rows: Row[];
  total: Row;
  definitions: { key: string; numerator: { fact: CaseFact }; denominator: { fact: CaseFact } }[];
  reply: { hours: number | null; replies: number; exact: boolean };
};
const ask = async (actor: Actor, query: string) =>
  (await app.call<Answer>(actor, 'GET', `/api/indicators?${query}`)).body;

beforeAll(async () => {
  await database.owner.query(`insert into area (code, parent, name) values ('610402', null, '秦都区'), ('610402001', '610402', '甲街道'), ('610402001001', '610402001', '甲一社区'), ('610402001002', '610402001', '甲二社区'), ('610402002', '610402', '乙街道');
    insert into organisation (id, code, name, kind, area) values (1, 'd', '区政府', 'district', '610402'), (2, 'water', '水利局', 'department', '610402');
    insert into post (id, area, role, organisation, name) values (9, '610402', 'department_desk', 2, '水利局受理岗')`);
  const areas = ['610402001001001', '610402001002001', '610402002001001', '610402'];
  for (let i = 0; i < 240; i++) {
    const look: CaseLook = {
      area: areas[i % 4] as string,
      state: ['closed', 'handling', 'reported', 'assigning', 'void', 'closed', 'verifying'][i % 7] as string,
      openedH: (-(i * 37) % 9000) - 1,
      unit: i % 3 === 0 ? null : i % 2 === 0 ? 1 : 2,
      matter: ['M06010', 'M06012', null][i % 3] as string | null,
      respondedH: i % 5 === 0 ? null : i % 11,
      handledH: i % 4 === 0 ? null : 20 + (i % 50),
      dueH: 40,
      overdueH: i % 6 === 0 ? 2 : null,
      rating: i % 4 === 0 ? null : (i % 5) + 1,
      solved: i % 3 === 0 ? null : i % 2 === 0,
      returns: i % 5 === 0 ? 1 : 0,
      redos: i % 13 === 0 ? 1 : 0,
      reporter: `r${i % 9}`,
      receivedLate: i % 4 === 0 ? null : i % 8 === 1,
    };
    await plantCase(database.owner, look, NOW);
  }
  await refreshIndicators(database.pool, { now: NOW });
});

describe('GET /api/indicators', () => {
  it.each([
    'by=area',
    'by=area&level=3',
    'by=unit',
    'by=matter',
    'by=month',
    'by=unit&within=610402001',
    'by=matter&within=610402001001',
    'by=area&unit=2',
    'by=area&level=3&matter=M06010',
    'by=month&unit=1&within=610402001',
  ])(
    '%s: every number is the number of cases its query opens',
    async (query) => {
      const { rows, total, definitions } = await ask(leader, query);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of [...rows.slice(0, 5), total])
        for (const { key, numerator, denominator } of definitions) {
          const value = row.indicators[key];
          expect([key, row.key, value?.numerator]).toEqual([
            key,
            row.key,
            await countListed(leader, row.query, numerator.fact),
          ]);
          expect([key, row.key, value?.denominator]).toEqual([
            key,
            row.key,
            await countListed(leader, row.query, denominator.fact),
          ]);
        }
    },
    60_000,
  );

  it('groups add up to the total, whatever the grouping', async () => {
    const totals = await Promise.all(['area', 'unit', 'matter', 'month'].map(async (by) => ask(leader, `by=${by}`)));
    for (const { rows, total } of totals) {
      expect(total.cases).toBe(totals[0]?.total.cases);
      expect(rows.reduce((sum, row) => sum + row.cases, 0)).toBe(total.cases);
      expect(total.indicators).toEqual(totals[0]?.total.indicators);
    }
  });

  it('a period of odd days is whole months and edges, and equals the sum of its days', async () => {
    const day = (back: number) =>
      new Date(NOW.getTime() + 8 * 3_600_000 - back * 86_400_000).toISOString().slice(0, 10);
    const [from, to] = [day(85), day(3)];
    const whole = await ask(leader, `by=area&from=${from}&to=${to}`);
    const days = await ask(leader, `by=day&from=${from}&to=${to}`);
    expect(whole.total.cases).toBeGreaterThan(5);
    expect({ ...whole.total, name: null }).toEqual({ ...days.total, name: null });
  });

  it('shows a street its own area and a department its own unit', async () => {
    const mine = await ask(street, 'by=area');
    expect(mine.rows.map((row) => row.key)).toEqual(['610402001001', '610402001002']);
    expect((await ask(street, 'by=area&within=610402002')).rows).toEqual([]);
    const units = await ask(department, 'by=unit');
    expect(units.rows.map((row) => [row.key, row.name.zh])).toEqual([['2', '水利局']]);
    expect((await app.call(staffAt('610402001001001', 'grid_worker'), 'GET', '/api/indicators?by=area')).status).toBe(
      403,
    );
  });

  it('marks small samples and says nothing where nothing was due', async () => {
    const { rows, total } = await ask(leader, 'by=matter');
    expect(total.indicators.onTime?.small).toBe(false);
    for (const row of rows)
      for (const value of Object.values(row.indicators)) expect(value.small).toBe(value.denominator < 30);
    const none = await ask(leader, 'by=area&from=2020-01-01&to=2020-01-02');
    expect(none.total.indicators.onTime).toEqual({ value: null, numerator: 0, denominator: 0, small: true });
  });

  it('tells the median time to the reply', async () => {
    const { reply } = await ask(leader, 'by=area&from=2020-01-01');
    const { rows } = await database.owner.query<{ h: number; n: number }>(
      `select percentile_cont(0.5) within group (order by extract(epoch from coalesce(handled_at, closed_at) - opened_at) / 3600) as h, count(*)::int as n
       from cases where state <> 'void' and (handled_at is not null or closed_at is not null)`,
    );
    expect(reply.exact).toBe(true);
    expect(reply.hours).toBeCloseTo(rows[0]?.h ?? 0, 3);
  });

  it.each([
    ['by=area&from=2026-02-30&to=2026-03-01', 400],
    ['by=area&from=2026-03-02&to=2026-03-01', 422],
    ['by=day&from=2025-01-01&to=2025-12-31', 422],
  ])('refuses %s with %i', async (query, status) => {
    expect((await app.call(leader, 'GET', `/api/indicators?${query}`)).status).toBe(status);
  });
});

describe('the street office’s report', () => {
  it('has Chinese headings, sums that are formulas, and agrees with the counts', async () => {
    const answer = await app.call(leader, 'GET', '/api/indicators/street-report.xlsx?from=2020-01-01&to=2030-12-31');
    expect(answer.status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(
      answer.raw.buffer.slice(answer.raw.byteOffset, answer.raw.byteOffset + answer.raw.byteLength) as ArrayBuffer,
    );
    const sheet = book.getWorksheet('按区域');
    expect(sheet?.getRow(2).getCell(2).value).toBe('派发数');
    const last = sheet?.lastRow;
    const total = sheet?.getRow((sheet?.rowCount ?? 0) - 1);
    expect(total?.getCell(1).value).toBe('合计');
    expect(total?.getCell(2).value).toMatchObject({
      formula: expect.stringContaining('SUM(B3:'),
      result: (await ask(leader, 'by=area&from=2020-01-01&to=2030-12-31')).total.dispatched,
    });
    expect(last?.getCell(2).value).toMatchObject({ result: '相符' });
    const trail = await database.owner.query(`select count(*)::int as n from audit_event where kind = 'export'`);
    expect(trail.rows).toEqual([{ n: 1 }]);
  });
});

async function countListed(actor: Actor, query: string, fact: CaseFact): Promise<number> {
  const { unit, exact, ...filter } = Object.fromEntries(new URLSearchParams(query));
  const where = whereOf(actor, {
    ...filter,
    ...(unit !== undefined && { unit: Number(unit) }),
    exact: exact === 'true',
    fact,
  });
  return withActor(
    app.ctx.pool,
    actor,
    async (_db, client) =>
      (await client.query<{ n: number }>(`select count(*)::int as n from cases c where ${where.sql}`, where.values))
        .rows[0]?.n ?? -1,
  );
}
