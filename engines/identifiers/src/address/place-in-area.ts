import type { Entry, Gazetteer } from './gazetteer.ts';
import type { ParsedAddress } from './types.ts';

const NONE: readonly Entry[] = [];

/**
 * Sets `area` to the code of the lowest area that is named or implied, and names as the tree writes them. Of several
 * communities with one name the one in the named street or with the named compound counts; where that leaves more than
 * one, none does.
 */
export function placeInArea(parsed: ParsedAddress, { entries, districts }: Gazetteer): void {
  if (parsed.district !== undefined && districts.size > 0 && !districts.has(parsed.district)) return;
  const known = (name: string | undefined, level: Entry['level']) =>
    name === undefined ? NONE : (entries.get(name)?.filter((entry) => entry.level === level) ?? NONE);
  const streets = known(parsed.street, 'street');
  const street = streets.length === 1 ? streets[0] : undefined;
  const inStreet = (list: readonly Entry[]) =>
    street === undefined ? list : list.filter(({ area }) => area.startsWith(street.area));
  const communities = inStreet(known(parsed.community, 'community'));
  let compounds = inStreet(known(parsed.compound, 'compound'));
  if (communities.length > 0 && compounds.length > 1)
    compounds = compounds.filter(({ area }) => communities.some((community) => area.startsWith(community.area)));
  const compound = compounds.length === 1 ? compounds[0] : undefined;
  const community =
    communities.length === 1 ? communities[0] : communities.find(({ area }) => compound?.area.startsWith(area));
  if (street) parsed.street = street.name;
  if (community) parsed.community = community.name;
  if (compound) parsed.compound = compound.name;
  const area = community?.area ?? compound?.area ?? street?.area;
  if (area !== undefined) parsed.area = area;
}
