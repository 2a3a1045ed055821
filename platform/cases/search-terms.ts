/**
 * Search without a dictionary: Chinese runs become overlapping pairs of characters (垃圾桶 → 垃圾 圾桶), Latin runs
 * and numbers become words. Two characters are the shortest thing people search for in Chinese.
 */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  for (const [run] of text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      if (run.length > 1) terms.add(run.slice(0, 40));
      continue;
    }
    const chars = [...run];
    if (chars.length === 1) continue;
    for (let i = 0; i + 1 < chars.length; i++) terms.add(`${chars[i]}${chars[i + 1]}`);
  }
  return [...terms];
}

/** Text of a tsvector with the terms of a case; cast it with `::tsvector`. Terms hold letters and digits only. */
export function searchVector(...texts: (string | null | undefined)[]): string {
  return termsOf(texts.filter(Boolean).join('\n'))
    .slice(0, 400)
    .map((term) => `'${term}'`)
    .join(' ');
}

/** Text of a tsquery that wants all terms; undefined where nothing searchable was typed. */
export function searchQuery(text: string): string | undefined {
  const terms = termsOf(text).slice(0, 20);
  return terms.length ? terms.map((term) => `'${term}'`).join(' & ') : undefined;
}
