import type { ParsedAddress } from '@gewu/identifiers/address/types';
import { addressKey } from '@gewu/identifiers/address-key';
import type { Gazetteer } from '@gewu/identifiers/make-gazetteer';
import { parseAddress } from '@gewu/identifiers/parse-address';

/** Area, compound, building and dwelling key, and level 0 … 6 (nothing, district, street, community, compound, building, dwelling). */
export type PlacedAddress = [
  area: string | null,
  compound: string | null,
  building: string | null,
  dwelling: string | null,
  level: number,
];

/**
 * Reads one address into the keys by which homes are found again. A house of a village (曹家寨村3组12号) is building and
 * home in one: it has no rooms that anybody numbers.
 */
export function placeAddress(text: string, gazetteer: Gazetteer): PlacedAddress {
  const parsed = parseAddress(text, gazetteer);
  const { building, dwelling: room } = addressKey(parsed);
  const dwelling = room ?? (building !== undefined && isVillageHouse(parsed) ? `${building}||` : undefined);
  const area = parsed.area ?? null;
  const compound = parsed.compound === undefined ? null : `${area ?? ''}|${parsed.compound}`;
  const level = dwelling ? 6 : building ? 5 : compound ? 4 : area ? area.length / 3 - 1 : 0;
  return [area, compound, building ?? null, dwelling ?? null, level];
}

/** A house number after a group in a village of the district, and nothing that would make it a block of flats. */
const isVillageHouse = ({ area, road, compound, building, number }: ParsedAddress): boolean =>
  area !== undefined &&
  road === undefined &&
  compound === undefined &&
  building === undefined &&
  /组\d+$/.test(number ?? '');
