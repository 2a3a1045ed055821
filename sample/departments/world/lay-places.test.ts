import { join } from 'node:path';
import { makeGazetteer } from '@gewu/identifiers/make-gazetteer';
import { parseAddress } from '@gewu/identifiers/parse-address';
import { expect, it } from 'vitest';
import { CATALOGUE_DIR } from '../../../platform/catalogue/read-catalogue.ts';
import { readAreaNames } from '../../read-area-names.ts';
import { Chance } from '../rows/chance.ts';
import { type AddressStyle, writeAddress } from '../rows/write-address.ts';
import { layPlaces } from './lay-places.ts';
import { readWorldGrids } from './read-world-grids.ts';

const folder = join(CATALOGUE_DIR, 'districts/610402');
const areas = readAreaNames(join(folder, 'areas.csv')).map(({ code, name }) => ({ code, name }));
const grids = readWorldGrids(folder);
const places = layPlaces(grids, 0.2, new Chance(4));
const town = places.compounds.filter(({ village }) => !village);

it('gives every home a door of its own, and every compound of a town a name of its own', () => {
  const doors = Array.from({ length: places.homes }, (_, home) => writeAddress(places, home, 0, 'full', new Chance(1)));
  expect(new Set(doors).size).toBe(40_000);
  expect(new Set(town.map(({ name }) => name)).size).toBe(town.length);
});

it('reaches every street at a hundredth of the district', () => {
  const few = layPlaces(grids, 0.01, new Chance(4));
  expect(few.homes).toBe(2000);
  expect(new Set(few.compounds.map(({ street }) => street)).size).toBe(12);
});

it('names compounds so that their addresses are read as such, known or not', () => {
  const unknown = makeGazetteer(areas, []);
  const read = town.filter(({ street, community, communityCode, name }) => {
    const { compound, area } = parseAddress(`陕西省咸阳市秦都区${street}${community}${name}`, unknown);
    return compound === name && area === communityCode;
  });
  expect(read.length / town.length).toBeGreaterThan(0.99);
});

const STYLES: AddressStyle[] = [
  'full',
  'street',
  'dashes',
  'signs',
  'hash',
  'storey',
  'short',
  'spaced',
  'spoken',
  'community',
  'mixed',
];

it.each(STYLES)('writes addresses in the habit %s that are read down to the room', (style) => {
  const known = makeGazetteer(
    areas,
    town.map(({ name, communityCode }) => ({ name, area: communityCode })),
  );
  const chance = new Chance(9);
  const right = Array.from({ length: 2000 }, () => chance.below(places.homes)).map((home) => {
    const compound = places.compounds[places.compound[places.building[home] ?? 0] ?? 0];
    const parsed = parseAddress(writeAddress(places, home, 0, style, chance), known);
    if (compound?.village) return parsed.area === compound.communityCode;
    return (
      parsed.area === compound?.communityCode &&
      parsed.compound === compound?.name &&
      parsed.building === String(places.number[places.building[home] ?? 0]) &&
      parsed.room !== undefined
    );
  });
  expect(right.filter(Boolean).length / right.length).toBeGreaterThan(0.97);
});
