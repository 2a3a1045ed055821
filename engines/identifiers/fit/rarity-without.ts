import type { Rarity } from '../src/address/rarity.ts';
import { findPairs } from './find-pairs.ts';

/**
 * For each group the rarity of pairs as all other groups show it. What is learned from a group must not know the group:
 * a query that comes later is not among the counted, and trees that learned on its counts would trust them too much.
 */
export function rarityWithout(
  groups: ReadonlyMap<string, ReadonlySet<string>>,
  least: number,
): (query: string) => Rarity {
  const found = new Map([...groups].map(([query, group]) => [query, findPairs(group)]));
  const counts = new Map<string, number>();
  for (const pairs of found.values()) for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const others = groups.size - 1;
  const rest = -Math.log(least / 2 / others);
  return (query) => (pair) => {
    const count = (counts.get(pair) ?? 0) - (found.get(query)?.has(pair) ? 1 : 0);
    return count < least ? rest : -Math.log(count / others);
  };
}
