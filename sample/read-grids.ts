import { readFileSync } from 'node:fs';
import type { Grid } from './cases/place-book.ts';
import type { Point } from './geometry/plane.ts';
import type { AreaName } from './read-area-names.ts';

type Feature = { properties: { code: string; level: number }; geometry: { coordinates: [Point[]] } };

/** The grids of the drawn district with the names of their communities. */
export function readGrids(file: string, names: readonly AreaName[]): Grid[] {
  const communities = new Map(names.map((area) => [area.code, area]));
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] };
  return features
    .filter(({ properties }) => properties.level === 4)
    .map(({ properties: { code }, geometry }) => {
      const community = communities.get(code.slice(0, 12));
      if (!community) throw new Error(`grid ${code} lies in no community`);
      return { code, community: community.name, village: community.village, ring: geometry.coordinates[0] };
    });
}
