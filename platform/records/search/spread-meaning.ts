import type { Meaning } from './read-query.ts';

/** A meaning as it is read: `living`, the people who live at the address instead of the address itself. */
export type Reading = Meaning & { living?: boolean };

/**
 * The ways to read a meaning: an address names what stands there and who lives there.
 * @param kind what is wanted; meanings that no such entity can have are left out, which spares reading their range
 * @param several there are other words, which will pick a few of the many who live in a compound
 */
export function spreadMeaning(meaning: Meaning, kind: string | undefined, several: boolean): Reading[] {
  if (meaning.as !== 'address') return kind === undefined || mayHave(kind, meaning) ? [meaning] : [];
  const living: Reading = { ...meaning, living: true };
  if (kind !== undefined) return kind === 'person' ? [living] : [meaning];
  return several || /\d/.test(meaning.range.from) ? [meaning, living] : [meaning];
}

function mayHave(kind: string, { as }: Meaning): boolean {
  if (as === 'citizen' || as === 'child') return kind === 'person';
  if (as === 'pinyin' || as === 'initials') return kind === 'person' || kind === 'organisation' || kind === 'place';
  if (as === 'part') return kind === 'organisation' || kind === 'place';
  return true;
}
