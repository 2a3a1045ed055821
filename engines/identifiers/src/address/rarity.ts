import { readFileSync } from 'node:fs';

function readRarities(): { rest: number; of: ReadonlyMap<string, number> } {
  const of = new Map<string, number>();
  let rest = 0;
  for (const line of readFileSync(new URL('../../data/pair-rarity.txt', import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [value = '', pairs = ''] = line.split(' ');
    if (pairs === '*') rest = Number(value);
    else for (let i = 0; i + 1 < pairs.length; i += 2) of.set(pairs.slice(i, i + 2), Number(value));
  }
  return { rest, of };
}

const RARITIES = readRarities();

/** How much a pair of signs says: −ln of the share of addresses that have it. 街道 says little, 锦尚 much. */
export function rarityOf(pair: string): number {
  return RARITIES.of.get(pair) ?? RARITIES.rest;
}

/** Rarity of a pair of signs. */
export type Rarity = (pair: string) => number;

export type WeighedOverlap = {
  /** Weight of what both have, by the weight of each side and of both; −1 where a side has nothing. */
  left: number;
  right: number;
  both: number;
  /** The weight itself, and the heaviest pair in it. */
  shared: number;
  heaviest: number;
  /** What is only on one side, and the heaviest pair in it. */
  onlyLeft: number;
  onlyRight: number;
  heaviestLeft: number;
  heaviestRight: number;
};

/** How much two sets of pairs overlap when every pair counts by its rarity. */
export function weighOverlap(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  rarity: Rarity = rarityOf,
): WeighedOverlap {
  let [left, right, shared, heaviest, heaviestLeft, heaviestRight] = [0, 0, 0, 0, 0, 0];
  for (const pair of a) {
    const weight = rarity(pair);
    left += weight;
    if (b.has(pair)) {
      shared += weight;
      heaviest = Math.max(heaviest, weight);
    } else heaviestLeft = Math.max(heaviestLeft, weight);
  }
  for (const pair of b) {
    const weight = rarity(pair);
    right += weight;
    if (!a.has(pair)) heaviestRight = Math.max(heaviestRight, weight);
  }
  return {
    left: left === 0 ? -1 : shared / left,
    right: right === 0 ? -1 : shared / right,
    both: left + right === 0 ? -1 : (2 * shared) / (left + right),
    shared,
    heaviest,
    onlyLeft: left - shared,
    onlyRight: right - shared,
    heaviestLeft,
    heaviestRight,
  };
}
