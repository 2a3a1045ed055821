import { readFileSync } from 'node:fs';

/** A query, an address it is compared with, and the class that people gave: 0 none, 1 partial, 2 exact. */
export type LabelledPair = readonly [query: string, address: string, label: string];

/** @throws Error when no file is named or it cannot be read */
export function readPairs(file: string | undefined): LabelledPair[] {
  if (file === undefined) throw new Error('Say which file of pairs: query, address and class (0, 1, 2) by tabs.');
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.trimEnd().split('\t') as [string, string, string]);
}
