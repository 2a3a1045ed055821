import { partOf } from '../src/split-by-query.ts';
import type { LabelledPair } from './read-pairs.ts';

/** Pairs of which fewer groups than this know count as rare as any. */
export const LEAST_GROUPS = 4;

/** Each query that may be learned from with the addresses it is compared with, itself among them. */
export function groupByQuery(pairs: readonly LabelledPair[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [query, address] of pairs) {
    if (partOf(query) !== 'fit') continue;
    groups.set(query, (groups.get(query) ?? new Set([query])).add(address));
  }
  return groups;
}
