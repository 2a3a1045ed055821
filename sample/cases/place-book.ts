import { isInRing, type Point } from '../geometry/plane.ts';
import type { Random } from '../random.ts';

export type Grid = { code: string; community: string; village: boolean; ring: readonly Point[] };

const SIDES = ['东侧', '西侧', '南门', '北门', '门口', '西北角', '路口'];
const KINDS = ['小区', '家属院', '新苑', '花园'];

/** An address as people say it: 芙蓉社区芙蓉家属院3号楼东侧, 曹家寨村2组. The compounds are made up. */
export function makeAddress(grid: Grid, random: Random): string {
  const base = grid.community.replace(/(社区|村)$/, '');
  if (grid.village) return `${grid.community}${random.int(1, 8)}组${random.pick(SIDES)}`;
  const sequence = Number(grid.code.slice(12)) - 1;
  return `${grid.community}${base}${KINDS[sequence % KINDS.length]}${random.int(1, 18)}号楼${random.pick(SIDES)}`;
}

/** A point inside the grid, five decimals. */
export function makePoint({ ring }: Grid, random: Random): Point {
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  for (let tries = 0; tries < 200; tries++) {
    const point: Point = [round(west + random.next() * (east - west)), round(south + random.next() * (north - south))];
    if (isInRing(point, ring)) return point;
  }
  return [ring[0]?.[0] ?? 0, ring[0]?.[1] ?? 0];
}

const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
