import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { fillSmallDistrict } from '../../testing/small-district.ts';
import { staffAt, withApp } from '../../testing/with-app.ts';
import { withDatabase } from '../../testing/with-database.ts';
import { registerAreaRoutes } from './register-areas.ts';

const database = withDatabase();
const app = withApp(database, [registerAreaRoutes]);
const manager = staffAt('610402', 'manager');
const shape = {
  type: 'Polygon',
  coordinates: [
    [
      [108.7, 34.3],
      [108.71, 34.3],
      [108.71, 34.31],
      [108.7, 34.31],
      [108.7, 34.3],
    ],
  ],
};
type AreaRow = { code: string; name: string; level: number };
type Faults = { code: string; faults?: { code: string; en: string }[] };

beforeAll(() => fillSmallDistrict(app.ctx));

describe('reading areas', () => {
  test('the tree is public and comes once: the second time there is nothing new', async () => {
    const { status, body, headers } = await app.callRaw<AreaRow[]>(undefined, { method: 'GET', url: '/api/areas' });
    expect(status).toBe(200);
    expect(body.map(({ code, level }) => [code, level])).toContainEqual(['610402001001001', 4]);
    const again = await app.callRaw(undefined, {
      method: 'GET',
      url: '/api/areas',
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(again.status).toBe(304);
  });

  test('a wrong query is refused, not guessed', async () => {
    for (const url of [
      '/api/areas/locate?lon=200&lat=1',
      '/api/areas/locate?lat=1',
      '/api/areas/shapes?level=9',
      "/api/areas/shapes?within=6104'02",
    ])
      expect((await app.call(undefined, 'GET', url)).status).toBe(400);
  });
});

describe('editing areas', () => {
  test('a redrawn area answers for its points at once, and the act is recorded', async () => {
    expect((await app.call(manager, 'PUT', '/api/areas/610402001001001/shape', { shape })).status).toBe(200);
    const located = await app.call<{ area: string; path: { name: string }[]; inside: boolean }>(
      undefined,
      'GET',
      '/api/areas/locate?lon=108.705&lat=34.305',
    );
    expect(located.body).toMatchObject({ area: '610402001001001', inside: true, reason: 'inside' });
    expect(located.body.path.map(({ name }) => name)).toEqual(['秦都区', '人民路街道', '甲社区', '第一网格']);
    const shapes = await app.call<{ features: { properties: { code: string; schematic: boolean } }[] }>(
      undefined,
      'GET',
      '/api/areas/shapes?level=4&within=610402001',
    );
    expect(shapes.body.features.map(({ properties }) => properties)).toMatchObject([
      { code: '610402001001001', schematic: false },
    ]);
    const { rows } = await database.owner.query(
      `select kind, area, data->>'what' as what from audit_event where subject = 'area:610402001001001'`,
    );
    expect(rows).toEqual([{ kind: 'change', area: '610402001001001', what: 'redraw' }]);
  });

  test('a faulty shape is refused with its faults and changes nothing', async () => {
    const open = { type: 'Polygon', coordinates: [shape.coordinates[0]?.slice(0, 4)] };
    const { status, body } = await app.call<Faults>(manager, 'PUT', '/api/areas/610402001/shape', { shape: open });
    expect([status, body.code, body.faults?.[0]?.en]).toEqual([422, 'shapes.invalid', 'a ring is not closed']);
    expect((await database.owner.query(`select from area_geometry where code = '610402001'`)).rowCount).toBe(0);
  });

  test('adds an area under an open parent, once', async () => {
    const grid = { code: '610402001001002', name: '第二网格', nameEn: 'Grid 2', kind: 'dedicated', households: 12 };
    expect((await app.call(manager, 'POST', '/api/areas', grid)).status).toBe(201);
    expect((await app.call<Faults>(manager, 'POST', '/api/areas', grid)).body.code).toBe('area.exists');
    expect(
      (await app.call<Faults>(manager, 'POST', '/api/areas', { ...grid, code: '610402009001001' })).body.code,
    ).toBe('area.parent');
    expect(await app.ctx.caches.areas.get(grid.code)).toMatchObject({ kind: 'dedicated', level: 4, households: 12 });
  });

  test('closes an area only when nothing stands in it; its name stays readable', async () => {
    expect((await app.call<Faults>(manager, 'PATCH', '/api/areas/610402001', { closed: true })).body.code).toBe(
      'area.in-use',
    );
    await app.call(manager, 'POST', '/api/areas', { code: '610402001002001', name: '新网格' });
    expect(
      (await app.call(manager, 'PATCH', '/api/areas/610402001002001', { name: '旧网格', closed: true })).status,
    ).toBe(204);
    expect(await app.ctx.caches.areas.get('610402001002001')).toBeUndefined();
    expect(await app.ctx.caches.areas.name('610402001002001')).toBe('旧网格');
  });

  test('is for managers, inside their own area: 401, 403, and 404 for what lies elsewhere', async () => {
    const change = { name: '改名' };
    expect((await app.call(undefined, 'PATCH', '/api/areas/610402001', change)).status).toBe(401);
    expect((await app.call(staffAt('610402', 'district_desk'), 'PATCH', '/api/areas/610402001', change)).status).toBe(
      403,
    );
    expect((await app.call(staffAt('610403', 'manager'), 'PATCH', '/api/areas/610402001', change)).status).toBe(404);
    expect(
      (await app.call(staffAt('610402002', 'manager'), 'PUT', '/api/areas/610402001/shape', { shape })).status,
    ).toBe(404);
    expect((await app.call(manager, 'PATCH', '/api/areas/610402777', change)).status).toBe(404);
    expect(await app.ctx.caches.areas.name('610402001')).toBe('人民路街道');
  });

  test('the drawn district can be imported as it is', async () => {
    const { features } = JSON.parse(
      readFileSync(new URL('../../../catalog/districts/610402/areas.geojson', import.meta.url), 'utf8'),
    ) as { features: { properties: { code: string }; geometry: object }[] };
    const street = features.find(({ properties }) => properties.code === '610402001');
    expect(
      (
        await app.call(manager, 'PUT', '/api/areas/610402001/shape', {
          shape: street?.geometry as object,
          crs: 'wgs84',
        })
      ).status,
    ).toBe(200);
  });
});
