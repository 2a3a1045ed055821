import { createRequire } from 'node:module';
import { type Geometry, mapPositions } from './geometry.ts';

/** How positions are written: world-wide, as Chinese maps show them, or as Baidu's do. */
export type Crs = 'wgs84' | 'gcj02' | 'bd09';

type Library = { transform(position: [number, number], from: string, to: string): [number, number] };

// its type declarations describe an ES module, the package is CommonJS
const gcoord = createRequire(import.meta.url)('gcoord') as Library;
const TYPES = { wgs84: 'WGS84', gcj02: 'GCJ02', bd09: 'BD09' } as const;

/** Converts one position between coordinate systems; six decimals (a decimetre), finer than the conversion is true. */
export function convertPosition(position: [number, number], from: Crs, to: Crs): [number, number] {
  if (from === to) return position;
  const [lon, lat] = gcoord.transform(position, TYPES[from], TYPES[to]);
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}

/** Converts a shape, position by position. */
export function convertGeometry(geometry: Geometry, from: Crs, to: Crs): Geometry {
  return from === to ? geometry : mapPositions(geometry, (position) => convertPosition(position, from, to));
}
