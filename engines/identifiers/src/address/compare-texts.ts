/** All pairs of neighbouring signs of a text. */
export function pairsOf(text: string): Set<string> {
  const found = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2));
  return found;
}

/** Share of the signs of some names that stand in pairs which the other side has too; −1 without names. */
export function coveredShare(names: readonly string[], other: ReadonlySet<string>): number {
  let signs = 0;
  let hit = 0;
  for (const name of names) {
    let reach = 0;
    signs += name.length;
    for (let i = 0; i + 1 < name.length; i++)
      if (other.has(name.slice(i, i + 2))) {
        hit += Math.min(2, i + 2 - reach);
        reach = i + 2;
      }
  }
  return signs === 0 ? -1 : hit / signs;
}

/** Twice the shared pairs by all pairs (Dice 1945); −1 where both are empty. */
export function diceOf(a: string, b: string): number {
  if (a === b) return a === '' ? -1 : 1;
  const left = pairsOf(a);
  const right = pairsOf(b);
  if (left.size + right.size === 0) return 0;
  let both = 0;
  for (const pair of left) if (right.has(pair)) both++;
  return (2 * both) / (left.size + right.size);
}

/** Twice the longest common subsequence by both lengths; −1 where a side is empty. Finds names with a sign left out. */
export function subsequenceOf(a: string, b: string): number {
  if (a === '' || b === '') return -1;
  let row = new Uint8Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const next = new Uint8Array(b.length + 1);
    for (let j = 0; j < b.length; j++)
      next[j + 1] = a[i] === b[j] ? (row[j] as number) + 1 : Math.max(row[j + 1] as number, next[j] as number);
    row = next;
  }
  return (2 * (row[b.length] as number)) / (a.length + b.length);
}

/** Length of the longest run of signs that both texts have. */
export function longestRun(a: string, b: string): number {
  let best = 0;
  let row = new Uint8Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const next = new Uint8Array(b.length + 1);
    for (let j = 0; j < b.length; j++)
      if (a[i] === b[j]) {
        const run = (row[j] as number) + 1;
        next[j + 1] = run;
        if (run > best) best = run;
      }
    row = next;
  }
  return best;
}
