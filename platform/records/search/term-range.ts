/**
 * A range of terms in the index: one term, or all that begin so. Terms are C-collated, so that either is a range there,
 * and the term itself comes first.
 */
export type TermRange = { from: string; prefix: boolean };

/** The term itself and nothing else. */
export function exactly(term: string): TermRange {
  return { from: term, prefix: false };
}

/** Every term that begins so. */
export function beginning(term: string): TermRange {
  return { from: term, prefix: true };
}

/** Whether a term lies in the range. */
export function holds({ from, prefix }: TermRange, term: string): boolean {
  return prefix ? term.startsWith(from) : term === from;
}

/** The range as SQL over a column; the values go through `p`. */
export function rangeSql(column: string, { from, prefix }: TermRange, p: (value: unknown) => string): string {
  return prefix ? `(${column} >= ${p(from)} and ${column} < ${p(`${from}\u{10ffff}`)})` : `${column} = ${p(from)}`;
}
