import { beforeAll, describe, expect, it } from 'vitest';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { registerLimits } from './limits.ts';
import { registerMatters } from './matters.ts';
import { registerProcedures } from './procedures.ts';

const database = withDatabase();
const app = withApp(database, [registerMatters, registerProcedures, registerLimits]);
const manager = staffAt('610402', 'manager');
const streetManager = staffAt('610402001', 'manager');
const worker = staffAt('610402001001001', 'grid_worker');

beforeAll(async () => {
  await database.owner.query(
    `insert into area (code, parent, name) values ('610402', null, '秦都区'), ('610402001', '610402', '甲街道'), ('610402002', '610402', '乙街道')`,
  );
});

type Limit = {
  id: number;
  matter: string | null;
  procedure: string | null;
  urgency: string | null;
  stage: string;
  area: string | null;
  amount: number;
  validTo: string | null;
};
const limits = async (history = false) =>
  (await app.call<Limit[]>(worker, 'GET', `/api/catalogue/limits${history ? '?history=true' : ''}`)).body;
const isDefault = (row: Limit) =>
  !row.matter && !row.procedure && !row.area && row.urgency === 'urgent' && row.stage === 'handle';

describe('limits', () => {
  it('change by ending the old row and starting a new one', async () => {
    const old = (await limits()).find(isDefault) as Limit;
    const changed = await app.call<{ id: number }>(manager, 'PATCH', `/api/catalogue/limits/${old.id}`, {
      amount: 12,
      basis: '区里规定',
    });
    expect(changed.status).toBe(200);
    expect((await limits()).filter(isDefault)).toMatchObject([{ id: changed.body.id, amount: 12 }]);
    expect((await limits(true)).filter(isDefault).map((row) => [row.id, row.validTo !== null])).toEqual([
      [changed.body.id, false],
      [old.id, true],
    ]);
    // somebody who still looks at the old row is told
    expect((await app.call(manager, 'PATCH', `/api/catalogue/limits/${old.id}`, { amount: 9 })).status).toBe(409);
  });

  it('by default can change but never end', async () => {
    const row = (await limits()).find(isDefault) as Limit;
    expect(
      (await app.call<{ code: string }>(manager, 'PATCH', `/api/catalogue/limits/${row.id}`, { ended: true })).body
        .code,
    ).toBe('limit.default');
  });

  it('of a street are its own manager’s; the district’s are not', async () => {
    const own = {
      area: '610402001',
      urgency: 'normal',
      stage: 'handle',
      amount: 3,
      unit: 'working_day',
      basis: '街道要求',
    };
    const made = await app.call<{ id: number }>(streetManager, 'POST', '/api/catalogue/limits', own);
    expect(made.status).toBe(201);
    expect((await app.call(streetManager, 'POST', '/api/catalogue/limits', own)).status).toBe(409);
    expect((await app.call(streetManager, 'POST', '/api/catalogue/limits', { ...own, area: '610402002' })).status).toBe(
      404,
    );
    const { area: _, ...everywhere } = own;
    expect(
      (await app.call(streetManager, 'POST', '/api/catalogue/limits', { ...everywhere, stage: 'verify' })).status,
    ).toBe(403);
    expect((await app.call(worker, 'POST', '/api/catalogue/limits', own)).status).toBe(403);
    expect(
      (await app.call(streetManager, 'PATCH', `/api/catalogue/limits/${made.body.id}`, { ended: true })).body,
    ).toEqual({ id: null });
  });

  it('are refused for stages no loop has', async () => {
    const wrong = { urgency: 'normal', stage: 'ponder', amount: 3, unit: 'hour', basis: 'x' };
    expect((await app.call<{ code: string }>(manager, 'POST', '/api/catalogue/limits', wrong)).body.code).toBe(
      'limit.about',
    );
  });
});

describe('the catalogue', () => {
  it('is searched by name and key', async () => {
    const found = await app.call<{ key: string }[]>(
      worker,
      'GET',
      `/api/catalogue/matters?q=${encodeURIComponent('暴露垃圾')}`,
    );
    expect(found.body.map((row) => row.key)).toContain('M06010');
  });

  it('is edited by the district’s manager alone, and never to something unknown', async () => {
    const patch = (actor: typeof manager, body: object) =>
      app.call(actor, 'PATCH', '/api/catalogue/matters/M06010', body);
    expect((await patch(manager, { urgency: 'urgent', active: false })).status).toBe(204);
    const shown = await app.call<{ key: string; urgency: string; active: boolean }[]>(
      worker,
      'GET',
      '/api/catalogue/matters?q=M06010',
    );
    expect(shown.body).toMatchObject([{ urgency: 'urgent', active: false }]);
    expect((await patch(manager, { procedure: 'nonsense' })).status).toBe(422);
    expect((await patch(manager, { lead: 'nobody' })).status).toBe(422);
    expect((await patch(streetManager, { active: true })).status).toBe(403);
    expect((await app.call(manager, 'PATCH', '/api/catalogue/matters/M99999', { active: true })).status).toBe(404);
  });

  it('tells procedures with everything a face draws, the standard one first', async () => {
    const { body } = await app.call<
      {
        procedure: string;
        initial: string;
        states: Record<string, object>;
        acts: Record<string, { from: string[]; to: string | null }>;
      }[]
    >(worker, 'GET', '/api/catalogue/procedures');
    expect(body[0]?.procedure).toBe('standard-matter');
    expect(body.length).toBeGreaterThanOrEqual(10);
    expect(body[0]?.states).toHaveProperty(body[0]?.initial ?? '');
    expect(body[0]?.acts.dispatch).toMatchObject({ from: ['dispatching'], to: 'assigning' });
  });
});
