import type { Random } from '../random.ts';
import type { Point } from './plane.ts';

export type Cells = { sites: readonly Point[]; neighbours: readonly (readonly number[])[] };

/**
 * Divides a connected set of cells into connected parts of wanted sizes: a balanced power diagram on a plane that
 * is gently warped, so that borders come out curved, then mended until every part hangs together.
 * @param members indices of the cells to divide
 * @param sizes wanted share of each part, any unit
 * @param hearts where the parts begin; moved to their centres of mass while dividing unless `fixed`
 * @returns for each part the indices of its cells
 */
export function divideCells(
  cells: Cells,
  members: readonly number[],
  sizes: readonly number[],
  hearts: readonly Point[],
  warp: (p: Point) => Point,
  fixed = false,
): number[][] {
  const places = new Map(members.map((cell) => [cell, warp(cells.sites[cell] as Point)]));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = sizes.map((size) => (size / total) * members.length);
  const centres = hearts.map((heart) => warp(heart));
  const weights = sizes.map(() => 0);
  const scale = meanSquare([...places.values()]) / sizes.length;
  let parts: number[][] = [];
  const rounds = 160;
  for (let round = 0; round < rounds; round++) {
    parts = sizes.map(() => []);
    for (const cell of members) (parts[nearest(places.get(cell) as Point, centres, weights)] as number[]).push(cell);
    const step = 0.5 * (1 - round / rounds) + 0.02;
    for (const [part, list] of parts.entries()) {
      const goal = wanted[part] as number;
      weights[part] = (weights[part] as number) + step * scale * Math.max(-1, Math.min(1, (goal - list.length) / goal));
      if (!fixed && list.length && round < rounds * 0.7)
        centres[part] = centre(list.map((cell) => places.get(cell) as Point));
    }
  }
  return mend(cells, parts);
}

/** Spreads `count` first hearts over the members: each as far from the others as it can. */
export function spreadHearts(cells: Cells, members: readonly number[], count: number, random: Random): Point[] {
  const hearts: Point[] = [cells.sites[random.pick(members)] as Point];
  while (hearts.length < count) {
    let best = -1;
    let far: Point = hearts[0] as Point;
    for (const cell of members) {
      const site = cells.sites[cell] as Point;
      const gap =
        Math.min(...hearts.map(([x, y]) => (x - site[0]) ** 2 + (y - site[1]) ** 2)) * (0.8 + 0.4 * random.next());
      if (gap > best) [best, far] = [gap, site];
    }
    hearts.push(far);
  }
  return hearts;
}

/** Gives splinters, which hang apart from the main body of their part, to the part that surrounds them most. */
function mend(cells: Cells, parts: readonly number[][]): number[][] {
  const partOf = new Map<number, number>();
  for (const [part, list] of parts.entries()) for (const cell of list) partOf.set(cell, part);
  for (let changed = true; changed; ) {
    changed = false;
    for (let part = 0; part < parts.length; part++) {
      const bodies = bodiesOf(cells, partOf, part).sort((a, b) => b.length - a.length);
      for (const body of bodies.slice(1)) {
        const around = new Map<number, number>();
        for (const cell of body)
          for (const next of cells.neighbours[cell] as readonly number[]) {
            const other = partOf.get(next);
            if (other !== undefined && other !== part) around.set(other, (around.get(other) ?? 0) + 1);
          }
        const [to] = [...around].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
        if (to === undefined) continue;
        for (const cell of body) partOf.set(cell, to);
        changed = true;
      }
    }
  }
  const mended: number[][] = parts.map(() => []);
  for (const [cell, part] of [...partOf].sort((a, b) => a[0] - b[0])) (mended[part] as number[]).push(cell);
  return mended;
}

function bodiesOf(cells: Cells, partOf: ReadonlyMap<number, number>, part: number): number[][] {
  const seen = new Set<number>();
  const bodies: number[][] = [];
  for (const [start, own] of partOf) {
    if (own !== part || seen.has(start)) continue;
    const body = [start];
    seen.add(start);
    for (const cell of body)
      for (const next of cells.neighbours[cell] as readonly number[])
        if (partOf.get(next) === part && !seen.has(next)) {
          seen.add(next);
          body.push(next);
        }
    bodies.push(body);
  }
  return bodies;
}

function nearest([x, y]: Point, centres: readonly Point[], weights: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [part, [cx, cy]] of centres.entries()) {
    const power = (x - cx) ** 2 + (y - cy) ** 2 - (weights[part] as number);
    if (power < least) [least, best] = [power, part];
  }
  return best;
}

function centre(points: readonly Point[]): Point {
  return [
    points.reduce((sum, [x]) => sum + x, 0) / points.length,
    points.reduce((sum, [, y]) => sum + y, 0) / points.length,
  ];
}

function meanSquare(points: readonly Point[]): number {
  const [cx, cy] = centre(points);
  return points.reduce((sum, [x, y]) => sum + (x - cx) ** 2 + (y - cy) ** 2, 0) / points.length;
}
