import { kinks, polygon } from '@turf/turf';
import type { Position } from 'geojson';
import type { Sentence } from '../http/problem.ts';
import { type Geometry, polygonsOf } from './geometry.ts';

const METRES_PER_DEGREE = 111_195;

/** What is wrong with a shape by itself, in words; undefined when nothing is. */
export function findGeometryFault(geometry: Geometry): Sentence | undefined {
  const polygons = polygonsOf(geometry);
  if (polygons.length === 0 || polygons.some((rings) => rings.length === 0))
    return { zh: '图形为空', en: 'the shape is empty' };
  for (const ring of polygons.flat()) {
    if (ring.some(([lon = Number.NaN, lat = Number.NaN]) => !(lon > 70 && lon < 140 && lat > 0 && lat < 60)))
      return {
        zh: '坐标不在中国范围内（应为经度在前的度数）',
        en: 'a position lies outside China (degrees, longitude first, are expected)',
      };
    if (ring.length < 4) return { zh: '环的顶点少于四个', en: 'a ring has fewer than four positions' };
    const [first, last] = [ring[0] as Position, ring.at(-1) as Position];
    if (first[0] !== last[0] || first[1] !== last[1]) return { zh: '环没有闭合', en: 'a ring is not closed' };
  }
  for (const rings of polygons)
    if (kinks(polygon(rings)).features.length > 0) return { zh: '边界自相交', en: 'the border crosses itself' };
  return undefined;
}

/**
 * How far a shape sticks out of another, in metres: the greatest distance of its positions that lie outside.
 * A child inside its parent gives 0.
 */
export function protrusion(inner: Geometry, outer: Geometry): number {
  const rings = polygonsOf(outer).flat();
  let most = 0;
  for (const position of polygonsOf(inner).flat(2)) {
    const [lon, lat] = position as [number, number];
    const perLon = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
    let inside = false;
    let least = Number.POSITIVE_INFINITY;
    for (const ring of rings)
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1] as [number, number], ring[i] as [number, number]];
        const [ax, ay, bx, by] = [
          (a[0] - lon) * perLon,
          (a[1] - lat) * METRES_PER_DEGREE,
          (b[0] - lon) * perLon,
          (b[1] - lat) * METRES_PER_DEGREE,
        ];
        if (ay > 0 !== by > 0 && 0 < ax - (ay * (bx - ax)) / (by - ay)) inside = !inside;
        const length = (bx - ax) ** 2 + (by - ay) ** 2;
        const t = length > 0 ? Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / length)) : 0;
        least = Math.min(least, Math.hypot(ax + t * (bx - ax), ay + t * (by - ay)));
      }
    if (!inside) most = Math.max(most, least);
  }
  return most;
}
