import gcoord from 'gcoord';
import { type Geometry, mapPositions } from './geometry.ts';

/** How positions are written: world-wide, as Chinese maps show them, or as Baidu's do. */
export type Crs = 'wgs84' | 'gcj02' | 'bd09';

const TYPES = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Converts between coordinate systems; six decimals (a decimetre), finer than the conversion is true. */
export function convertGeometry(geometry: Geometry, from: Crs, to: Crs): Geometry {
  if (from === to) return geometry;
  return mapPositions(geometry, (position) => {
    const [lon, lat] = gcoord.transform(position, TYPES[from], TYPES[to]);
    return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
  });
}
