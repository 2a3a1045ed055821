import { makePoint, nameCompound } from '../../cases/place-book.ts';
import { createRandom } from '../../random.ts';
import type { Chance } from '../rows/chance.ts';
import { nameFurtherCompound } from './name-further-compound.ts';
import type { Compound, Places } from './places.ts';
import type { WorldGrid } from './world-grid.ts';

/** Homes and compounds of the whole district. */
const HOMES = 200_000;
const COMPOUNDS = 612;

/**
 * Lays out compounds, buildings and homes over the real communities: as many homes as the scale says, in towns in
 * compounds of blocks, in villages a house for each. Small scales keep proportionally more compounds (their root), so
 * that a small sample still reaches most parts of the district.
 */
export function layPlaces(grids: readonly WorldGrid[], scale: number, chance: Chance): Places {
  const homes = Math.max(40, Math.round(HOMES * scale));
  const total = grids.reduce((sum, grid) => sum + grid.households, 0);
  const town = grids.filter((grid) => !grid.village);
  const village = grids.filter((grid) => grid.village);
  const townHomes = Math.round((homes * town.reduce((sum, grid) => sum + grid.households, 0)) / total);
  const share = Math.sqrt(scale);
  const sites = [
    ...spread(town, Math.min(homes, Math.max(8, Math.round(COMPOUNDS * share))), townHomes),
    ...spread(village, Math.max(4, Math.round(village.length * 2 * share)), homes - townHomes),
  ];
  const compounds: Compound[] = [];
  const taken = new Set(grids.map(nameCompound));
  const used = new Set<string>();
  const groups = new Map<string, number>();
  const buildings: number[][] = [];
  const rooms: number[][] = [];
  const firstHome: number[] = [];
  for (const { grid, homes: wanted } of sites) {
    const first = nameCompound(grid);
    const group = (groups.get(grid.community) ?? 0) + 1;
    groups.set(grid.community, group);
    const name = grid.village ? `${group}组` : used.has(first) ? nameFurtherCompound(chance, taken) : first;
    used.add(name);
    const [lon, lat] = makePoint(grid, createRandom(compounds.length + 1));
    firstHome.push(rooms.length);
    const built = chance.between(1982, 2021);
    fillSite(grid.village, wanted, built, compounds.length, chance, buildings, rooms);
    compounds.push({ ...placeOf(grid), name, built, gated: chance.hit(0.7), lon, lat });
  }
  firstHome.push(rooms.length);
  const column = (rows: number[][], at: number) => rows.map((row) => row[at] as number);
  return {
    compounds,
    buildings: buildings.length,
    homes: rooms.length,
    compound: Int32Array.from(column(buildings, 0)),
    number: Uint16Array.from(column(buildings, 1)),
    entrances: Uint8Array.from(column(buildings, 2)),
    floors: Uint8Array.from(column(buildings, 3)),
    perFloor: Uint8Array.from(column(buildings, 4)),
    building: Int32Array.from(column(rooms, 0)),
    entrance: Uint8Array.from(column(rooms, 1)),
    floor: Uint8Array.from(column(rooms, 2)),
    door: Uint8Array.from(column(rooms, 3)),
    area: Float32Array.from(rooms, () => 42 + Math.round(chance.next() * 9800) / 100),
    firstHome: Int32Array.from(firstHome),
  };
}

const placeOf = ({ code, community, street, village }: WorldGrid) => ({
  grid: code,
  community,
  communityCode: code.slice(0, 12),
  street,
  village,
});

/** Cuts the homes over so many sites: every k-th grid gets one, the most populous further ones; exactly `homes` in sum. */
function spread(grids: readonly WorldGrid[], sites: number, homes: number) {
  const count = new Array<number>(grids.length).fill(0);
  for (let k = 0; k < Math.min(sites, grids.length); k++)
    count[Math.floor((k * grids.length) / Math.min(sites, grids.length))]! += 1;
  const bySize = grids
    .map((_, at) => at)
    .sort((a, b) => (grids[b]?.households ?? 0) - (grids[a]?.households ?? 0) || a - b);
  for (let k = 0; k < sites - grids.length; k++) count[bySize[k % grids.length] as number]! += 1;
  const chosen = grids.flatMap((grid, at) =>
    Array.from({ length: count[at] as number }, () => ({ grid, weight: grid.households / (count[at] as number) })),
  );
  const weight = chosen.reduce((sum, site) => sum + site.weight, 0);
  let [sum, before] = [0, 0];
  return chosen.map(({ grid, weight: own }) => {
    sum += own;
    const upto = Math.round((homes * sum) / weight);
    const site = { grid, homes: upto - before };
    before = upto;
    return site;
  });
}

/** Puts up blocks, or a house for each home, until the homes of a site have a door each. */
function fillSite(
  village: boolean,
  homes: number,
  built: number,
  site: number,
  chance: Chance,
  buildings: number[][],
  rooms: number[][],
): void {
  let left = homes;
  const high = built > 2004 && chance.hit(0.7);
  for (let number = 1; left > 0; number++) {
    const [entrances, floors, perFloor] = village
      ? [1, 2, 1]
      : high
        ? [chance.between(1, 2), chance.pick([18, 24, 27]), chance.pick([2, 4])]
        : [chance.between(2, 5), chance.pick([5, 6, 6, 7]), chance.pick([2, 2, 3])];
    buildings.push([site, number, entrances, floors, perFloor]);
    const here = buildings.length - 1;
    if (village) {
      rooms.push([here, 1, 1, 1]);
      left--;
      continue;
    }
    for (let e = 1; e <= entrances; e++)
      for (let f = 1; f <= floors; f++)
        for (let d = 1; d <= perFloor && left > 0; d++, left--) rooms.push([here, e, f, d]);
  }
}
