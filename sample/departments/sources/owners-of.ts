import type { World } from '../world/build-world.ts';
import { FLOATING } from '../world/people.ts';

/**
 * Who owns each home: its first grown-up family where one of the district lives in it, with the spouse as second owner;
 * else somebody who lives in another home.
 * @returns by home the first owner, after all homes the second; -1 for none
 */
export function ownersOf({ places, people, today }: World): Int32Array {
  const owners = new Int32Array(places.homes * 2).fill(-1);
  const grown: number[] = [];
  for (let p = 0; p < people.count; p++) {
    const home = people.home[p] as number;
    if (people.kind[p] === FLOATING || today - (people.birth[p] as number) < 24 * 365) continue;
    if (p % 7 === 0) grown.push(p);
    // a tenth of the families of the district rent
    if (home < 0 || (people.household[p] as number) % 10 === 0 || owners[home] !== -1) continue;
    owners[home] = p;
    const spouse = people.spouse[p] as number;
    if (spouse >= 0 && people.divorced[p] === 0) owners[home + places.homes] = spouse;
  }
  if (grown.length > 0)
    for (let home = 0; home < places.homes; home++)
      if (owners[home] === -1) owners[home] = grown[(home * 31) % grown.length] as number;
  return owners;
}
