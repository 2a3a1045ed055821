import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAreaNames } from '../../read-area-names.ts';
import { readGrids } from '../../read-grids.ts';
import type { WorldGrid } from './world-grid.ts';

type Feature = { properties: { code: string; households: number } };

/** The grids of a district's folder (catalog/districts/…) with streets and households. */
export function readWorldGrids(folder: string): WorldGrid[] {
  const names = readAreaNames(join(folder, 'areas.csv'));
  const streets = new Map(names.map((area) => [area.code, area.name]));
  const file = join(folder, 'areas.geojson');
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] };
  const households = new Map(features.map(({ properties }) => [properties.code, properties.households]));
  return readGrids(file, names).map((grid) => ({
    ...grid,
    sequence: Number(grid.code.slice(12)),
    street: streets.get(grid.code.slice(0, 9)) ?? '',
    households: households.get(grid.code) ?? 1,
  }));
}
