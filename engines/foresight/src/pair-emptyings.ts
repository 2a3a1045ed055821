import type { Emptying, Filling } from './bin-types.ts';

/**
 * What lies between each two emptyings of a bin that follow each other; the first of a bin has no beginning and is left
 * out, and so is one that was written down twice.
 * @param emptyings in any order
 * @returns in order of `at`, then of the bin's key
 */
export function pairEmptyings(emptyings: readonly Emptying[]): Filling[] {
  const before = new Map<string, number>();
  const fillings: Filling[] = [];
  for (const { bin, group, at, fill } of [...emptyings].sort((a, b) => a.at - b.at || compare(a.bin, b.bin))) {
    const from = before.get(bin);
    if (from !== undefined && from < at) fillings.push({ bin, group, from, at, fill });
    before.set(bin, at);
  }
  return fillings;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
