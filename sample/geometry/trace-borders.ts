import { doubleArea, type Point } from './plane.ts';

/** A stretch of border between two grids (or a grid and the world, -1), shared by both. */
export type Border = { left: number; right: number; points: Point[] };

/**
 * Traces the borders between labelled cells. Every border is traced once and used by both sides, so that areas tile
 * exactly at every level.
 * @param rings closed-less counter-clockwise ring of each cell; neighbours share vertices exactly
 * @param labels grid of each cell
 * @param tolerance how far a border may be straightened at a place, metres
 */
export function traceBorders(
  rings: readonly (readonly Point[])[],
  labels: readonly number[],
  tolerance: (p: Point) => number,
): Border[] {
  const key = ([x, y]: Point) => `${x},${y}`;
  const sides = new Map<string, number>();
  for (const [cell, ring] of rings.entries())
    for (let i = 0; i < ring.length; i++)
      sides.set(`${key(ring[i] as Point)}>${key(ring[(i + 1) % ring.length] as Point)}`, labels[cell] as number);
  // directed border edges, seen from their left side
  const from = new Map<string, { to: Point; left: number; right: number }[]>();
  const degree = new Map<string, Set<string>>();
  for (const [cell, ring] of rings.entries())
    for (let i = 0; i < ring.length; i++) {
      const [a, b] = [ring[i] as Point, ring[(i + 1) % ring.length] as Point];
      const left = labels[cell] as number;
      const right = sides.get(`${key(b)}>${key(a)}`) ?? -1;
      if (left === right) continue;
      push(from, key(a), { to: b, left, right });
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const)
        degree.set(key(one), (degree.get(key(one)) ?? new Set()).add(key(other)));
    }
  const isNode = (point: Point) => (degree.get(key(point))?.size ?? 0) !== 2;
  const borders: Border[] = [];
  const done = new Set<string>();
  for (const [start, edges] of from) {
    const origin = start.split(',').map(Number) as Point;
    if (!isNode(origin)) continue;
    for (const edge of edges) {
      if (done.has(`${start}>${key(edge.to)}`)) continue;
      const points: Point[] = [origin];
      let [at, before] = [edge.to, origin];
      mark(done, key, origin, at);
      while (!isNode(at)) {
        points.push(at);
        const next = from
          .get(key(at))
          ?.find((e) => e.left === edge.left && e.right === edge.right && key(e.to) !== key(before));
        if (!next) throw new Error('a border ends nowhere');
        mark(done, key, at, next.to);
        [before, at] = [at, next.to];
      }
      points.push(at);
      borders.push({ left: edge.left, right: edge.right, points: straighten(points, tolerance) });
    }
  }
  return borders;
}

/** The ring of an area made of grids, counter-clockwise. @throws Error when it is not one simple ring */
export function ringOf(borders: readonly Border[], inside: (grid: number) => boolean): Point[] {
  const next = new Map<string, Point[]>();
  let count = 0;
  for (const { left, right, points } of borders) {
    const [l, r] = [left >= 0 && inside(left), right >= 0 && inside(right)];
    if (l === r) continue;
    const run = l ? points : [...points].reverse();
    const start = String(run[0]);
    if (next.has(start)) throw new Error('an area touches itself');
    next.set(start, run);
    count++;
  }
  const first = next.values().next().value;
  if (!first) throw new Error('an area without a border');
  const ring: Point[] = [];
  let run: Point[] | undefined = first;
  do {
    if (!run) throw new Error('an area is not closed');
    ring.push(...run.slice(0, -1));
    count--;
    run = next.get(String(run.at(-1)));
  } while (run !== first);
  if (count !== 0) throw new Error('an area has a hole or hangs apart');
  if (doubleArea(ring) <= 0) throw new Error('an area is inside out');
  return ring;
}

function mark(done: Set<string>, key: (p: Point) => string, a: Point, b: Point): void {
  done.add(`${key(a)}>${key(b)}`);
  done.add(`${key(b)}>${key(a)}`);
}

/** Douglas and Peucker's rule; both ends stay. */
function straighten(points: Point[], tolerance: (p: Point) => number): Point[] {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  let [far, at] = [0, 0];
  for (let i = 1; i < points.length - 1; i++) {
    const gap = distanceToSegment(points[i] as Point, first, last);
    if (gap > far) [far, at] = [gap, i];
  }
  if (at === 0 || far <= tolerance(points[at] as Point)) return [first, last];
  return [...straighten(points.slice(0, at + 1), tolerance).slice(0, -1), ...straighten(points.slice(at), tolerance)];
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = dx || dy ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
