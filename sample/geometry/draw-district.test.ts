import { readFileSync } from 'node:fs';
import { kinks, polygon } from '@turf/turf';
import { describe, expect, test } from 'vitest';
import { readAreaNames } from '../read-area-names.ts';
import { drawDistrict } from './draw-district.ts';
import { doubleArea, type Point, toPlane } from './plane.ts';

const folder = new URL('../../catalog/districts/610402', import.meta.url).pathname;
const names = readAreaNames(`${folder}/areas.csv`);
type Feature = {
  properties: { code: string; level: number; parent: string | null; households: number; schematic: boolean };
  geometry: { coordinates: [Point[]] };
};
const features = (JSON.parse(readFileSync(`${folder}/areas.geojson`, 'utf8')) as { features: Feature[] }).features;
const areaOf = ({ geometry }: Feature) => doubleArea(geometry.coordinates[0].map(toPlane)) / 2;
const childrenOf = (code: string) => features.filter(({ properties }) => properties.parent === code);

describe('the drawn district', () => {
  test('has the streets and communities of the list, and grids of a customary size', () => {
    const count = (level: number) => features.filter(({ properties }) => properties.level === level).length;
    expect([count(1), count(2), count(3)]).toEqual([1, 12, 186]);
    expect(count(4)).toBeGreaterThanOrEqual(400);
    expect(count(4)).toBeLessThanOrEqual(600);
    for (const { properties } of features) {
      expect(properties.schematic).toBe(true);
      if (properties.level === 4) expect(properties.households).toBeGreaterThanOrEqual(300);
      if (properties.level === 4) expect(properties.households).toBeLessThanOrEqual(500);
    }
    for (const { code } of names.filter(({ code }) => code.length === 12))
      expect(childrenOf(code).length).toBeGreaterThanOrEqual(1);
  });

  test('children tile their parent: the areas add up, and every side is shared or is the outer border', () => {
    for (const parent of features.filter(({ properties }) => properties.level < 4)) {
      const sum = childrenOf(parent.properties.code).reduce((total, child) => total + areaOf(child), 0);
      expect(sum / areaOf(parent)).toBeCloseTo(1, 9);
    }
    for (const level of [2, 3, 4]) {
      const sides = new Set<string>();
      for (const { properties, geometry } of features)
        if (properties.level === level || properties.level === 1)
          for (const [i, from] of geometry.coordinates[0].slice(0, -1).entries()) {
            const to = geometry.coordinates[0][i + 1] as Point;
            // the district's ring is turned round, so that it is the other side of the outermost children
            const side = properties.level === 1 ? `${to}>${from}` : `${from}>${to}`;
            expect(sides.has(side)).toBe(false);
            sides.add(side);
          }
      for (const side of sides) expect(sides.has(side.split('>').reverse().join('>'))).toBe(true);
    }
  });

  test('every ring is simple', () => {
    for (const { geometry } of features) expect(kinks(polygon(geometry.coordinates)).features).toEqual([]);
  });

  test('is the same from the same seed', { timeout: 120_000 }, () => {
    const drawn = drawDistrict(names, 1).map(({ code, ring }) => [code, ...ring, ring[0]]);
    const kept = features.map(({ properties, geometry }) => [properties.code, ...geometry.coordinates[0]]);
    // as text: comparing ten thousand positions one by one takes longer than drawing them
    expect(JSON.stringify(drawn) === JSON.stringify(kept)).toBe(true);
  });
});
