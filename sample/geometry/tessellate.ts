import { featureCollection, point, voronoi } from '@turf/turf';
import { isInRing, type Point, toDegrees, toPlane } from './plane.ts';

export type Tessellation = { sites: Point[]; rings: Point[][]; neighbours: number[][] };

/**
 * Small Voronoi cells around the sites; only those whose site lies inside the outline are kept, so that the outer
 * border follows the outline to within a cell. Vertices are snapped to the published precision first, hence cells
 * that touch share them to the last digit.
 * @param sites scattered over more than the outline, metres on the plane
 */
export function tessellate(sites: readonly Point[], outline: readonly Point[]): Tessellation {
  const xs = sites.map(([x]) => x);
  const ys = sites.map(([, y]) => y);
  const pad = 500;
  const bbox: [number, number, number, number] = [
    Math.min(...xs) - pad,
    Math.min(...ys) - pad,
    Math.max(...xs) + pad,
    Math.max(...ys) + pad,
  ];
  const cells = voronoi(featureCollection(sites.map((site) => point(site))), { bbox });
  const kept: Tessellation = { sites: [], rings: [], neighbours: [] };
  for (const [index, site] of sites.entries()) {
    if (!isInRing(site, outline)) continue;
    const ring = cells.features[index]?.geometry.coordinates[0]?.map((p) => toPlane(toDegrees(p as Point)));
    if (!ring) throw new Error('a site without a cell');
    kept.sites.push(site);
    kept.rings.push(counterClockwise(dropRepeats(ring)));
  }
  const owner = new Map<string, number>();
  for (const [cell, ring] of kept.rings.entries()) for (const [a, b] of sidesOf(ring)) owner.set(`${a}>${b}`, cell);
  kept.neighbours = kept.rings.map((ring) => sidesOf(ring).flatMap(([a, b]) => owner.get(`${b}>${a}`) ?? []));
  return kept;
}

function sidesOf(ring: readonly Point[]): [Point, Point][] {
  return ring.map((a, i) => [a, ring[(i + 1) % ring.length] as Point]);
}

/** Removes the closing point, and points that snapping has made equal. */
function dropRepeats(ring: readonly Point[]): Point[] {
  return ring.filter((p, i) => {
    const before = ring[(i + ring.length - 1) % ring.length] as Point;
    return p[0] !== before[0] || p[1] !== before[1];
  });
}

function counterClockwise(ring: Point[]): Point[] {
  let sum = 0;
  for (const [[ax, ay], [bx, by]] of sidesOf(ring)) sum += ax * by - bx * ay;
  return sum > 0 ? ring : ring.reverse();
}
