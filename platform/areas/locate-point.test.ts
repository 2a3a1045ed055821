import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { createLocator, type LocatorShape } from './locate-point.ts';

const file = new URL('../../catalog/districts/610402/areas.geojson', import.meta.url);
const features = (
  JSON.parse(readFileSync(file, 'utf8')) as { features: { properties: { code: string }; geometry: Polygon }[] }
).features;
const shapes: LocatorShape[] = features.map(({ properties, geometry }) => ({ code: properties.code, shape: geometry }));
const grids = shapes.filter(({ code }) => code.length === 15);
const locator = createLocator(shapes, '610402');
const anywhere = fc.record({
  lon: fc.double({ min: 108.59, max: 108.8, noNaN: true }),
  lat: fc.double({ min: 34.25, max: 34.47, noNaN: true }),
});
const ringOf = ({ shape }: LocatorShape) => shape.coordinates[0] as Position[];

/** Even-odd test straight from the definition, sharing no code with the locator. */
function isIn([lon, lat]: [number, number], ring: Position[]): boolean {
  let crossings = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[ax, ay], [bx, by]] = [ring[i - 1] as [number, number], ring[i] as [number, number]];
    if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) crossings++;
  }
  return crossings % 2 === 1;
}

const square = (code: string, west: number, south: number, size = 0.01, schematic?: boolean): LocatorShape => ({
  code,
  shape: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  },
  ...(schematic !== undefined && { schematic }),
});

describe('locate', () => {
  test('a point inside lies in exactly one grid, the one a plain scan finds', () => {
    fc.assert(
      fc.property(anywhere, ({ lon, lat }) => {
        const found = locator.locate(lon, lat);
        const scan = grids.filter((grid) => isIn([lon, lat], ringOf(grid))).map(({ code }) => code);
        expect(scan.length).toBeLessThanOrEqual(1);
        if (found.reason === 'inside') expect(scan).toEqual([found.area]);
        if (found.reason === 'nearest' || found.reason === 'outside') expect(scan).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('the order of the shapes does not change an answer, on borders and corners either', () => {
    const corners = grids.flatMap((grid) =>
      ringOf(grid)
        .slice(1)
        .flatMap((to, i) => {
          const from = ringOf(grid)[i] as [number, number];
          return [
            to as [number, number],
            [(from[0] + (to[0] as number)) / 2, (from[1] + (to[1] as number)) / 2] as [number, number],
          ];
        }),
    );
    fc.assert(
      fc.property(
        fc.shuffledSubarray(shapes, { minLength: shapes.length }),
        fc.shuffledSubarray(corners, { minLength: 300, maxLength: 300 }),
        (shuffled, points) => {
          const other = createLocator(shuffled, '610402');
          for (const [lon, lat] of points) {
            const found = locator.locate(lon, lat);
            expect(found.reason).toBe('border');
            expect(other.locate(lon, lat)).toEqual(found);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  test('on a border the lowest code wins', () => {
    const pair = [square('610402001001002', 108.7, 34.3), square('610402001001001', 108.71, 34.3)];
    expect(createLocator(pair, '610402').locate(108.71, 34.305)).toEqual({ area: '610402001001001', reason: 'border' });
  });

  test('just outside goes to the nearest grid, with the distance; further out to the district', () => {
    const one = createLocator([square('610402001001001', 108.7, 34.3), square('610402', 108.7, 34.3)], '610402');
    const near = one.locate(108.705, 34.3 - 400 / 111_195);
    expect(near).toEqual({ area: '610402001001001', reason: 'nearest', distanceM: 400 });
    expect(one.locate(108.705, 34.3 - 510 / 111_195)).toEqual({ area: '610402', reason: 'outside' });
    expect(one.locate(Number.NaN, 0)).toEqual({ area: '610402', reason: 'outside' });
    expect(createLocator([], '610402').locate(108.7, 34.3)).toEqual({ area: '610402', reason: 'outside' });
  });

  test('a hole belongs to nobody', () => {
    const holed = square('610402001001001', 108.7, 34.3, 0.1);
    (holed.shape.coordinates as Position[][]).push(ringOf(square('', 108.74, 34.34, 0.02)));
    expect(createLocator([holed], '610402').locate(108.75, 34.35).reason).toBe('outside');
  });

  test('a surveyed community is believed against a schematic grid of another', () => {
    const surveyed = [
      square('610402001002', 108.7, 34.3, 0.01, false),
      square('610402001001001', 108.7, 34.3, 0.01, true),
    ];
    expect(createLocator(surveyed, '610402').locate(108.705, 34.305).area).toBe('610402001002');
  });

  test('takes some microseconds', () => {
    const batch = () => {
      const started = performance.now();
      for (let i = 0; i < 1000; i++) locator.locate(108.6 + (i % 150) / 1000, 34.27 + (i % 170) / 1000);
      return performance.now() - started;
    };
    // the best of many: the machine of the tests does other things besides; 1000 calls, hence µs a call
    expect(Math.min(...Array.from({ length: 30 }, batch))).toBeLessThan(20);
  });
});
