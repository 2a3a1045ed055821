import { beforeEach, describe, expect, test } from 'vitest';
import { withSystem } from '../db/with-actor.ts';
import { Problem } from '../http/problem.ts';
import { withDatabase } from '../testing/with-database.ts';
import { type AreaCache, createAreaCache } from './area-cache.ts';
import { exportShapes } from './export-shapes.ts';
import { type ImportOptions, importShapes } from './import-shapes.ts';

const database = withDatabase();
const DAY1 = new Date('2026-01-01T00:00:00Z');
const DAY2 = new Date('2026-02-01T00:00:00Z');
let cache: AreaCache;

type Ring = [number, number][];
const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const feature = (code: string, ring: Ring) => ({
  type: 'Feature',
  properties: { code },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const run = (geojson: unknown, options: Partial<ImportOptions> = {}) =>
  withSystem(database.pool, (db) => importShapes(db, geojson, { crs: 'wgs84', from: DAY1, ...options }));
const faultsOf = async (attempt: Promise<unknown>): Promise<string[]> => {
  const error = await attempt.catch((e: unknown) => e);
  if (!(error instanceof Problem)) throw new Error('expected a problem');
  return (error.extra.faults as { code: string; en: string }[]).map(({ code, en }) => `${code}: ${en}`);
};
const stored = async () =>
  (
    await database.owner.query<{ code: string; valid_from: Date; valid_to: Date | null }>(
      'select code, valid_from, valid_to from area_geometry order by code, valid_from',
    )
  ).rows;

beforeEach(async () => {
  await database.owner.query('delete from area_geometry; delete from area');
  await database.owner.query(
    `insert into area (code, parent, name) values ('610402', null, '秦都区'), ('610402001', '610402', '人民路街道'), ('610402002', '610402', '西兰路街道')`,
  );
  cache = createAreaCache(database.pool);
});

describe('importing shapes', () => {
  test('closes the old shape on the day and opens the new one; the past stays', async () => {
    await run(collection(feature('610402001', square(108.7, 34.3, 0.01))));
    const result = await run(collection(feature('610402001', square(108.71, 34.3, 0.01))), { from: DAY2 });
    expect(result).toEqual({ codes: ['610402001'], warnings: [] });
    expect(await stored()).toEqual([
      { code: '610402001', valid_from: DAY1, valid_to: DAY2 },
      { code: '610402001', valid_from: DAY2, valid_to: null },
    ]);
    expect((await cache.locator()).locate(108.715, 34.305)).toEqual({ area: '610402001', reason: 'inside' });
  });

  test('a shape for tomorrow is not in force today', async () => {
    await run(collection(feature('610402001', square(108.7, 34.3, 0.01))));
    await run(collection(feature('610402001', square(108.75, 34.3, 0.01))), {
      from: new Date(Date.now() + 86_400_000),
    });
    expect((await cache.shapes()).map(({ shape }) => shape.coordinates[0])).toEqual([square(108.7, 34.3, 0.01)]);
  });

  test('converts the positions of Chinese maps: the same place, some hundred metres of shift undone', async () => {
    await run(collection(feature('610402001', square(108.7, 34.3, 0.01))), { crs: 'gcj02' });
    await run(collection(feature('610402002', square(108.7, 34.3, 0.01))), { crs: 'bd09' });
    const corners = (await cache.shapes()).map(
      ({ shape }) => (shape.coordinates as Ring[])[0]?.[0] as [number, number],
    );
    for (const [lon, lat] of corners) {
      const metres = Math.hypot((lon - 108.7) * 91_900, (lat - 34.3) * 111_195);
      expect(metres).toBeGreaterThan(300);
      expect(metres).toBeLessThan(1500);
    }
    const { features } = await exportShapes(cache, { crs: 'gcj02', within: '610402001' });
    expect(features).toHaveLength(1);
    const [lon, lat] = (features[0]?.geometry.coordinates[0] as Ring | undefined)?.[0] ?? [0, 0];
    expect(Math.hypot((lon - 108.7) * 91_900, (lat - 34.3) * 111_195)).toBeLessThan(1);
  });

  test('names every fault and writes nothing', async () => {
    const open = square(108.7, 34.3, 0.01).slice(0, 4);
    const bow: Ring = [
      [108.7, 34.3],
      [108.71, 34.31],
      [108.71, 34.3],
      [108.7, 34.31],
      [108.7, 34.3],
    ];
    const faults = await faultsOf(
      run(
        collection(
          feature('610402001', open),
          feature('610402002', bow),
          feature('610402999', square(108.7, 34.3, 0.01)),
          feature('610402', square(34.3, 108.7, 0.01)),
          { type: 'Feature', properties: {}, geometry: null },
        ),
      ),
    );
    expect(faults).toEqual([
      ': feature 5 has no area code in properties.code',
      '610402001: a ring is not closed',
      '610402002: the border crosses itself',
      '610402999: no such area, or not inside yours',
      '610402: a position lies outside China (degrees, longitude first, are expected)',
    ]);
    expect(await stored()).toEqual([]);
  });

  test('one faulty shape keeps the good ones out as well', async () => {
    await faultsOf(
      run(collection(feature('610402001', square(108.7, 34.3, 0.01)), feature('610402777', square(108.7, 34.3, 0.01)))),
    );
    expect(await stored()).toEqual([]);
  });

  test('a child stays inside its parent, within the tolerance', async () => {
    const parent = feature('610402', square(108.7, 34.3, 0.02));
    const out = (metres: number) => feature('610402001', square(108.7, 34.3 - metres / 111_195, 0.01));
    expect((await run(collection(parent, out(40)))).codes).toHaveLength(2);
    expect(await faultsOf(run(collection(out(60)), { from: DAY2 }))).toEqual([
      '610402001: sticks out of its parent by 60 m',
    ]);
    expect((await run(collection(out(60)), { from: DAY2, toleranceM: 100 })).codes).toEqual(['610402001']);
  });

  test('warns of children that a redrawn parent leaves outside', async () => {
    await run(
      collection(feature('610402', square(108.7, 34.3, 0.02)), feature('610402001', square(108.7, 34.3, 0.01))),
    );
    const { warnings } = await run(collection(feature('610402', square(108.8, 34.3, 0.02))), { from: DAY2 });
    expect(warnings.map(({ code }) => code)).toEqual(['610402001']);
  });

  test('cannot begin before the present shape began, nor redraw outside the given area', async () => {
    await run(collection(feature('610402001', square(108.7, 34.3, 0.01))), { from: DAY2 });
    expect(await faultsOf(run(collection(feature('610402001', square(108.7, 34.3, 0.01)))))).toHaveLength(1);
    expect(
      await faultsOf(
        run(collection(feature('610402001', square(108.7, 34.3, 0.01))), { from: new Date(), within: '610402002' }),
      ),
    ).toHaveLength(1);
  });

  test('refuses a time that is none', async () => {
    const attempt = run(collection(feature('610402001', square(108.7, 34.3, 0.01))), { from: new Date('yesterday') });
    await expect(attempt).rejects.toMatchObject({ status: 422, code: 'shapes.from' });
  });

  test('refuses what is no GeoJSON of polygons', async () => {
    for (const wrong of [
      null,
      1,
      'x',
      [],
      {},
      collection(),
      collection({
        type: 'Feature',
        properties: { code: '610402001' },
        geometry: { type: 'Point', coordinates: [1, 2] },
      }),
      collection({
        type: 'Feature',
        properties: { code: '610402001' },
        geometry: { type: 'Polygon', coordinates: [[['a', 2]]] },
      }),
    ])
      expect(await faultsOf(run(wrong))).toHaveLength(1);
  });
});

describe('the area cache', () => {
  test('sees another process change areas', async () => {
    expect(await cache.name('610402001')).toBe('人民路街道');
    const before = await cache.version();
    const other = createAreaCache(database.pool);
    await run(collection(feature('610402001', square(108.7, 34.3, 0.01))));
    await database.owner.query(`update area set closed_at = now() where code = '610402002'`);
    cache.invalidate();
    expect(await cache.version()).not.toBe(before);
    expect(await cache.get('610402002')).toBeUndefined();
    expect(await cache.name('610402002')).toBe('西兰路街道');
    expect(await cache.name('999999')).toBe('999999');
    expect((await other.path('610402001')).map(({ name }) => name)).toEqual(['秦都区', '人民路街道']);
  });
});
