// node engines/identifiers/fit/fit-rarity.ts PAIRS.tsv: counts data/pair-rarity.txt on the part of the pairs that may be
// learned from.
import { writeFileSync } from 'node:fs';
import { partOf } from '../src/split-by-query.ts';
import { countPairs } from './count-pairs.ts';
import { readPairs } from './read-pairs.ts';

const LEAST = 4;

const groups = new Map<string, Set<string>>();
for (const [query, address] of readPairs(process.argv[2])) {
  if (partOf(query) !== 'fit') continue;
  groups.set(query, (groups.get(query) ?? new Set([query])).add(address));
}
writeFileSync(new URL('../data/pair-rarity.txt', import.meta.url), countPairs([...groups.values()], LEAST));
