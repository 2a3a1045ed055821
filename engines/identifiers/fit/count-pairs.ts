import { findPairs } from './find-pairs.ts';

/**
 * The rarity of pairs of signs in names of addresses, as the text of data/pair-rarity.txt: pairs of at least `least`
 * groups by their rarity (−ln of their share, one decimal), the others as one `*`.
 * @param groups a query with the addresses it is compared with; a pair counts once a group, or else the count itself
 *   would tell that the addresses of a group agree
 */
export function countPairs(groups: readonly ReadonlySet<string>[], least: number): string {
  const counts = new Map<string, number>();
  for (const group of groups) {
    for (const pair of findPairs(group)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const rarity = (count: number) => (-Math.log(count / groups.length)).toFixed(1);
  const byRarity = new Map<string, string[]>();
  for (const [pair, count] of counts) {
    if (count < least || /[\s#|*]/.test(pair)) continue;
    byRarity.set(rarity(count), [...(byRarity.get(rarity(count)) ?? []), pair]);
  }
  const lines = [...byRarity]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([value, pairs]) => `${value} ${pairs.sort().join('')}`);
  return `# Rarity of pairs of signs in the names of addresses; made by fit/fit-rarity.ts, see README.\n${lines.join('\n')}\n${rarity(least / 2)} *\n`;
}
