import type { World } from '../world/build-world.ts';

/**
 * In whose name accounts of a home can be: a grown-up who lives there, one who lived there before; of a home that stands
 * empty somebody who lives elsewhere, each time another.
 * @returns by home, -1 for none; of the two at least one is somebody
 */
export function holdersOf({ places, people, today }: World): { living: Int32Array; before: Int32Array } {
  const living = new Int32Array(places.homes).fill(-1);
  const before = new Int32Array(places.homes).fill(-1);
  const grown: number[] = [];
  for (let p = 0; p < people.count; p++) {
    if (today - (people.birth[p] as number) < 21 * 365) continue;
    if (p % 5 === 0) grown.push(p);
    const home = people.home[p] as number;
    if (home >= 0 && (living[home] === -1 || p % 5 === 0)) living[home] = p;
    const old = people.oldHome[p] as number;
    if (old >= 0) before[old] = p;
  }
  for (let home = 0; home < places.homes; home++)
    if (living[home] === -1 && before[home] === -1) before[home] = grown[(home * 29) % grown.length] ?? 0;
  return { living, before };
}
