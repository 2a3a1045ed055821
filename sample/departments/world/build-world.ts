import { Chance } from '../rows/chance.ts';
import type { Firm } from './firms.ts';
import { foundFirms } from './found-firms.ts';
import { layPlaces } from './lay-places.ts';
import type { People } from './people.ts';
import type { Places } from './places.ts';
import { readWorldGrids } from './read-world-grids.ts';
import { settlePeople } from './settle-people.ts';
import type { WorldGrid } from './world-grid.ts';

/** People of the whole district. */
const PEOPLE = 508_000;

export type World = {
  seed: number;
  scale: number;
  /** Day number of the moment the files are written for. */
  today: number;
  grids: WorldGrid[];
  places: Places;
  people: People;
  firms: Firm[];
};

/**
 * Makes the made-up world that all department files tell of. The same folder, seed, scale and day give the same world.
 * @param folder of the district with its real areas
 * @param scale 1 is the whole district: 508,000 people, 200,000 homes, 612 compounds, 40,000 organisations
 */
export function buildWorld(
  folder: string,
  { seed, scale, today }: { seed: number; scale: number; today: number },
): World {
  const chance = new Chance(seed);
  const grids = readWorldGrids(folder);
  const places = layPlaces(grids, scale, chance);
  const people = settlePeople(places, Math.max(100, Math.round(PEOPLE * scale)), today, chance);
  return { seed, scale, today, grids, places, people, firms: foundFirms(places, people, scale, today, chance) };
}
