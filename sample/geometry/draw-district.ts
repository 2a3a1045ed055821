import { createRandom, type Random } from '../random.ts';
import { divideCells, spreadHearts } from './divide-cells.ts';
import { numberPlaces } from './number-places.ts';
import { OUTLINE, STREET_HEARTS } from './outline.ts';
import { type Point, toDegrees, toPlane } from './plane.ts';
import { scatterSites, spacingAt } from './scatter-sites.ts';
import { tessellate } from './tessellate.ts';
import { ringOf, traceBorders } from './trace-borders.ts';

export type NamedArea = { code: string; name: string; nameEn: string; village: boolean };
export type DrawnArea = NamedArea & { level: 1 | 2 | 3 | 4; parent: string | null; households: number; ring: Point[] };

/**
 * Draws the schematic polygons of the sample: every street, community and grid one simple ring, children tiling
 * their parent exactly, grids of a community numbered west to east and north to south.
 * @param named the district, its streets and its communities, by code
 * @throws Error when this seed gives an area with a hole; take another
 */
export function drawDistrict(named: readonly NamedArea[], seed: number): DrawnArea[] {
  const random = createRandom(seed);
  const outline = OUTLINE.map(toPlane);
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const frame: Point[] = [
    [Math.min(...xs) - 900, Math.min(...ys) - 900],
    [Math.max(...xs) + 900, Math.min(...ys) - 900],
    [Math.max(...xs) + 900, Math.max(...ys) + 900],
    [Math.min(...xs) - 900, Math.max(...ys) + 900],
  ];
  const cells = tessellate(scatterSites(frame, random), outline);
  const warp = createWarp(random);

  const district = named.filter(({ code }) => code.length === 6);
  const streets = named.filter(({ code }) => code.length === 9);
  const communities = named.filter(({ code }) => code.length === 12);
  const grids = new Map(communities.map(({ code, village }) => [code, village ? random.int(1, 3) : random.int(2, 4)]));
  const within = (street: string) => communities.filter(({ code }) => code.startsWith(street));
  const gridsIn = (code: string) =>
    [...grids].filter(([key]) => key.startsWith(code)).reduce((sum, [, count]) => sum + count, 0);

  const everyCell = cells.sites.map((_, index) => index);
  const labels: number[] = everyCell.map(() => -1);
  const gridAreas: { code: string; households: number }[] = [];
  const streetParts = divideCells(
    cells,
    everyCell,
    streets.map(({ code }) => gridsIn(code)),
    streets.map(({ code }) => toPlane(STREET_HEARTS[code] as Point)),
    warp,
    true,
  );
  for (const [s, street] of streets.entries()) {
    const members = streetParts[s] as number[];
    const placed = placeCommunities(
      within(street.code),
      spreadHearts(cells, members, within(street.code).length, random),
    );
    const parts = divideCells(
      cells,
      members,
      placed.map(({ area }) => grids.get(area.code) as number),
      placed.map(({ heart }) => heart),
      warp,
    );
    for (const [c, { area }] of placed.entries()) {
      const own = parts[c] as number[];
      const count = grids.get(area.code) as number;
      const pieces = divideCells(
        cells,
        own,
        Array.from({ length: count }, () => 1),
        spreadHearts(cells, own, count, random),
        warp,
      );
      const middles = pieces.map((piece) => middle(piece.map((cell) => cells.sites[cell] as Point)));
      for (const [order, piece] of numberPlaces(middles).entries()) {
        for (const cell of pieces[piece] as number[]) labels[cell] = gridAreas.length;
        gridAreas.push({ code: `${area.code}${String(order + 1).padStart(3, '0')}`, households: random.int(300, 500) });
      }
    }
  }

  const borders = traceBorders(cells.rings, labels, (place) => spacingAt(place) * 0.22);
  const draw = (area: NamedArea, level: DrawnArea['level']): DrawnArea => ({
    ...area,
    level,
    parent: level === 1 ? null : area.code.slice(0, -3),
    households: gridAreas.reduce((sum, grid) => sum + (grid.code.startsWith(area.code) ? grid.households : 0), 0),
    ring: ringOf(borders, (grid) => (gridAreas[grid] as { code: string }).code.startsWith(area.code)).map(toDegrees),
  });
  return [
    ...district.map((area) => draw(area, 1)),
    ...streets.map((area) => draw(area, 2)),
    ...communities.map((area) => draw(area, 3)),
    ...gridAreas.map(({ code }) => draw({ code, ...gridName(Number(code.slice(12))), village: false }, 4)),
  ].sort((a, b) => a.level - b.level || (a.code < b.code ? -1 : 1));
}

/** Villages take the outer places, communities the inner; among each, codes run west to east, north to south. */
function placeCommunities(areas: readonly NamedArea[], hearts: readonly Point[]): { area: NamedArea; heart: Point }[] {
  const villages = areas.filter(({ village }) => village);
  const town = areas.filter(({ village }) => !village);
  const outward = [...hearts].sort((a, b) => spacingAt(a) - spacingAt(b));
  const assign = (some: readonly NamedArea[], places: readonly Point[]) =>
    numberPlaces(places).map((place, i) => ({ area: some[i] as NamedArea, heart: places[place] as Point }));
  return [...assign(town, outward.slice(0, town.length)), ...assign(villages, outward.slice(town.length))];
}

/** 第一网格 … : grids of a community are called by number. */
function gridName(number: number): { name: string; nameEn: string } {
  return { name: `第${'一二三四五六七八九'[number - 1]}网格`, nameEn: `Grid ${number}` };
}

/** A gentle, smooth displacement that bends straight borders. */
function createWarp(random: Random): (p: Point) => Point {
  const waves = [
    [1400, 170],
    [520, 60],
  ].flatMap(([length, height]) =>
    Array.from({ length: 3 }, () => ({
      angle: random.next() * 2 * Math.PI,
      phase: random.next() * 2 * Math.PI,
      length: length as number,
      height: height as number,
      turn: random.next() * 2 * Math.PI,
    })),
  );
  return ([x, y]) => {
    let [wx, wy] = [x, y];
    for (const { angle, phase, length, height, turn } of waves) {
      const swing = height * Math.sin(((x * Math.cos(angle) + y * Math.sin(angle)) / length) * 2 + phase);
      wx += swing * Math.cos(turn);
      wy += swing * Math.sin(turn);
    }
    return [wx, wy];
  };
}

function middle(points: readonly Point[]): Point {
  return [
    points.reduce((sum, [x]) => sum + x, 0) / points.length,
    points.reduce((sum, [, y]) => sum + y, 0) / points.length,
  ];
}
