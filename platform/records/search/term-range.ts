/** A range of terms, from included, to not; the terms are C-collated, so a prefix is a range. */
export type TermRange = { from: string; to: string };

/** The term itself and nothing else. */
export function exactly(term: string): TermRange {
  return { from: term, to: `${term}\u0001` };
}

/** Every term that begins so; the term itself comes first. */
export function beginning(term: string): TermRange {
  return { from: term, to: `${term}\u{10ffff}` };
}
