import type { Random } from '../random.ts';
import { isInRing, type Point } from './plane.ts';

/** Heart of the built-up town, metres on the plane; around it cells are small. */
const TOWN: Point = [-300, -200];

/** Wanted distance between neighbouring cells, metres: streets of the town against open fields. */
export function spacingAt([x, y]: Point): number {
  const far = Math.hypot((x - TOWN[0]) / 1.35, y - TOWN[1]);
  const t = Math.min(1, Math.max(0, (far - 1800) / 6500));
  return 105 + 235 * t * t * (3 - 2 * t);
}

/**
 * Scatters the sites of small cells inside a ring, evenly but without a pattern (dart throwing with a radius that
 * depends on the place).
 * @param ring plane coordinates, metres
 */
export function scatterSites(ring: readonly Point[], random: Random): Point[] {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const bucket = 200;
  const buckets = new Map<string, Point[]>();
  const sites: Point[] = [];
  let misses = 0;
  while (misses < 4000) {
    const point: Point = [west + random.next() * (east - west), south + random.next() * (north - south)];
    if (!isInRing(point, ring)) continue;
    const gap = spacingAt(point);
    const [column, row] = [Math.floor(point[0] / bucket), Math.floor(point[1] / bucket)];
    const reach = Math.ceil(gap / bucket);
    let free = true;
    for (let i = column - reach; free && i <= column + reach; i++)
      for (let j = row - reach; free && j <= row + reach; j++)
        free = !buckets.get(`${i},${j}`)?.some(([x, y]) => Math.hypot(x - point[0], y - point[1]) < gap);
    if (!free) {
      misses++;
      continue;
    }
    misses = 0;
    sites.push(point);
    const key = `${column},${row}`;
    const list = buckets.get(key);
    if (list) list.push(point);
    else buckets.set(key, [point]);
  }
  return sites;
}
