import { pairsOf } from '../src/address/compare-texts.ts';
import { sideOf } from '../src/address/side-of.ts';
import { parseAddress } from '../src/parse-address.ts';

/** All pairs of signs in the names of some addresses. */
export function findPairs(addresses: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const address of addresses) {
    const { names } = sideOf(parseAddress(address));
    for (const list of [names.town, names.road, names.place, names.shop])
      for (const name of list) for (const pair of pairsOf(name)) found.add(pair);
  }
  return found;
}
