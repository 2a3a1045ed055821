import { isInRing, type Point } from '../geometry/plane.ts';
import type { Random } from '../random.ts';

export type Grid = { code: string; community: string; village: boolean; ring: readonly Point[] };

const SIDES = ['东侧', '西侧', '南门', '北门', '门口', '西北角', '路口'];
const KINDS = ['小区', '家属院', '新苑', '花园'];

/** An address as people say it: 芙蓉社区芙蓉家属院3号楼东侧, 曹家寨村2组. */
export function makeAddress(grid: Grid, random: Random): string {
  if (grid.village) return `${grid.community}${random.int(1, 8)}组${random.pick(SIDES)}`;
  return `${grid.community}${nameCompound(grid)}${random.int(1, 18)}号楼${random.pick(SIDES)}`;
}

/**
 * The compound that a grid is known for, made up: 芙蓉家属院. Where the community is called after a road the road's own
 * sign is left out (乐育北路社区: 乐育北小区), as the name would else read like a place on that road.
 */
export function nameCompound({ code, community }: Pick<Grid, 'code' | 'community'>): string {
  const base = community
    .replace(/社区$/, '')
    .replace(/(丝路风情苑|花园|花苑|大学|学院)$|花园(?=[东西]区$)/, '')
    .replace(/(大道|路|街)(?=[东西南北]?$)|区$/, '');
  return base + KINDS[(Number(code.slice(12)) - 1) % KINDS.length];
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
