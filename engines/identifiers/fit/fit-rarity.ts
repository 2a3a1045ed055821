// node engines/identifiers/fit/fit-rarity.ts PAIRS.tsv: counts data/pair-rarity.txt on the part of the pairs that may be
// learned from.
import { writeFileSync } from 'node:fs';
import { countPairs } from './count-pairs.ts';
import { groupByQuery, LEAST_GROUPS } from './group-by-query.ts';
import { readPairs } from './read-pairs.ts';

const groups = groupByQuery(readPairs(process.argv[2]));
writeFileSync(new URL('../data/pair-rarity.txt', import.meta.url), countPairs([...groups.values()], LEAST_GROUPS));
