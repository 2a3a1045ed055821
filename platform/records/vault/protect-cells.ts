/** A cell as it may be shown: null where the number is hidden. */
export type ShownCells = { cells: Record<string, number | null>; total: number | null };

/** Fewer than this and a count could point at people. */
const LEAST = 10;
const STEP = 5;

/**
 * Counts fit to be shown: a cell under ten is hidden, and so are as many others as it takes for the hidden ones to be at
 * least two and to hold at least ten people together; what is shown, the total too, is rounded to five. The others are
 * taken in the order of their keys and not by their size, because who knows that a hidden cell is smaller than a shown one
 * could narrow down what is left. So neither the total less the visible cells, nor the counts of two days, lead to a
 * small cell.
 */
export function protectCells(counts: Readonly<Record<string, number>>): ShownCells {
  const all = Object.entries(counts).sort(
    ([a, m], [b, n]) => Number(m >= LEAST) - Number(n >= LEAST) || (a < b ? -1 : 1),
  );
  const sum = all.reduce((total, [, n]) => total + n, 0);
  let hidden = all.filter(([, n]) => n < LEAST).length;
  const heldBack = () => all.slice(0, hidden).reduce((total, [, n]) => total + n, 0);
  while (hidden > 0 && hidden < all.length && (hidden < 2 || heldBack() < LEAST)) hidden += 1;
  const cells: Record<string, number | null> = {};
  for (const [i, [key, n]] of all.entries()) cells[key] = i < hidden ? null : round(n);
  return { cells, total: sum < LEAST ? null : round(sum) };
}

const round = (n: number) => Math.round(n / STEP) * STEP;
