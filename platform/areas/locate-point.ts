import Flatbush from 'flatbush';
import type { MultiPolygon, Polygon } from 'geojson';

export type LocatorShape = { code: string; shape: Polygon | MultiPolygon; schematic?: boolean };

export type Located = {
  /** Code of the deepest area found, or of the district. */
  area: string;
  /** border: on the line between areas · nearest: just outside the district · outside: beyond that. */
  reason: 'inside' | 'border' | 'nearest' | 'outside';
  /** Metres to the area's border; only with `nearest`. */
  distanceM?: number;
};

export type Locator = { locate(lon: number, lat: number): Located };

/** A point this near a line counts as on it: positioning is never that exact, arithmetic not always. */
const BORDER_M = 0.05;
/** A point outside the district is given to the nearest area up to this distance. */
const SNAP_M = 500;
const M_PER_DEGREE = 111_195;

/** Rings of one area on a plane in metres: x0, y0, x1, y1, … */
type Flat = { code: string; schematic: boolean; rings: Float64Array[] };

/**
 * Finds the area of a point in memory. The answer depends on the point and the shapes alone, not on their order:
 * the deepest area wins; between equals on a border the lowest code. Where surveyed and schematic shapes disagree the
 * surveyed one is believed.
 * @param shapes current shapes of any levels, WGS-84
 * @param district code answered for a point that lies in none
 */
export function createLocator(shapes: readonly LocatorShape[], district: string): Locator {
  const [lon0, lat0] = originOf(shapes);
  const perLon = M_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180);
  const flats = shapes.map(({ code, shape, schematic }): Flat => {
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
    const rings = polygons
      .flat()
      .map((ring) =>
        Float64Array.from(ring.flatMap(([lon = 0, lat = 0]) => [(lon - lon0) * perLon, (lat - lat0) * M_PER_DEGREE])),
      );
    return { code, schematic: schematic === true, rings };
  });
  if (flats.length === 0) return { locate: () => ({ area: district, reason: 'outside' }) };
  const mixed = flats.some(({ schematic }) => schematic) && !flats.every(({ schematic }) => schematic);
  const index = new Flatbush(flats.length);
  for (const { rings } of flats) index.add(...boxOf(rings));
  index.finish();

  return {
    locate(lon, lat) {
      const x = (lon - lon0) * perLon;
      const y = (lat - lat0) * M_PER_DEGREE;
      if (!Number.isFinite(x) || !Number.isFinite(y)) return { area: district, reason: 'outside' };
      const hits: { flat: Flat; border: boolean }[] = [];
      const near = index.search(x - BORDER_M, y - BORDER_M, x + BORDER_M, y + BORDER_M).map((i) => flats[i] as Flat);
      near.sort((one, other) => other.code.length - one.code.length);
      for (const flat of near) {
        // what lies above a hit need not be looked at, unless it may know better
        if (hits[0] && !mixed && flat.code.length < hits[0].flat.code.length) break;
        const distance = signedDistance(flat.rings, x, y);
        if (distance <= BORDER_M) hits.push({ flat, border: distance > -BORDER_M });
      }
      if (hits.length === 0) return snap(index, flats, x, y, district);
      const surveyed = deepest(hits.filter(({ flat }) => !flat.schematic));
      const [best] = deepest(
        surveyed[0]
          ? hits.filter(({ flat }) => flat.code.startsWith((surveyed[0] as (typeof hits)[0]).flat.code))
          : hits,
      );
      if (!best) throw new Error('a hit is among the hits');
      return { area: best.flat.code, reason: best.border ? 'border' : 'inside' };
    },
  };
}

/** Deepest first, then lowest code. */
function deepest<T extends { flat: Flat }>(hits: T[]): T[] {
  return hits.sort((a, b) => b.flat.code.length - a.flat.code.length || (a.flat.code < b.flat.code ? -1 : 1));
}

function snap(index: Flatbush, flats: readonly Flat[], x: number, y: number, district: string): Located {
  const near = index
    .search(x - SNAP_M, y - SNAP_M, x + SNAP_M, y + SNAP_M)
    .map((i) => ({ flat: flats[i] as Flat, distance: signedDistance((flats[i] as Flat).rings, x, y) }))
    .filter(({ distance }) => distance <= SNAP_M);
  const depth = Math.max(...near.map(({ flat }) => flat.code.length));
  const [best] = near
    .filter(({ flat }) => flat.code.length === depth)
    .sort(
      (a, b) => Math.round(a.distance * 100) - Math.round(b.distance * 100) || (a.flat.code < b.flat.code ? -1 : 1),
    );
  if (!best) return { area: district, reason: 'outside' };
  return { area: best.flat.code, reason: 'nearest', distanceM: Math.round(best.distance) };
}

/** Metres to the border: negative inside, positive outside (even-odd rule, so holes count as outside). */
function signedDistance(rings: readonly Float64Array[], x: number, y: number): number {
  let inside = false;
  let least = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let i = 2; i < ring.length; i += 2) {
      const ax = (ring[i - 2] as number) - x;
      const ay = (ring[i - 1] as number) - y;
      const bx = (ring[i] as number) - x;
      const by = (ring[i + 1] as number) - y;
      if (ay > 0 !== by > 0 && 0 < ax - (ay * (bx - ax)) / (by - ay)) inside = !inside;
      const dx = bx - ax;
      const dy = by - ay;
      const length = dx * dx + dy * dy;
      const t = length > 0 ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length)) : 0;
      const px = ax + t * dx;
      const py = ay + t * dy;
      const square = px * px + py * py;
      if (square < least) least = square;
    }
  }
  return inside ? -Math.sqrt(least) : Math.sqrt(least);
}

function boxOf(rings: readonly Float64Array[]): [number, number, number, number] {
  const box: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i] as number, ring[i + 1] as number];
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    }
  return box;
}

/** South-west corner of all shapes: the same whatever their order. */
function originOf(shapes: readonly LocatorShape[]): [number, number] {
  let [lon0, lat0] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { shape } of shapes)
    for (const ring of shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat())
      for (const [lon = 0, lat = 0] of ring) [lon0, lat0] = [Math.min(lon0, lon), Math.min(lat0, lat)];
  return Number.isFinite(lon0) ? [lon0, lat0] : [0, 0];
}
