import { termsOf } from '../cases/search-terms.ts';

export type Suggestible = { key: string; name: { zh: string; en: string }; active: boolean };
export type Suggestion = { key: string; score: number };

type Phrase = { key: string; terms: string[]; text: string };
type Index = { phrases: Phrase[]; weight: Map<string, number> };

/** Words that every name of a kind carries: they tell nothing. */
const EMPTY_WORDS = /异常|问题|abnormal:/g;
const LEAST = 0.45;

const indexes = new WeakMap<readonly Suggestible[], Index>();

/**
 * Matters that a text may be about, best first, at most five. Compares pairs of characters (Latin: words) with the
 * names and synonyms; a pair counts the more, the fewer matters share it. A phrase found whole scores 1, longer ones
 * first among equals.
 * @param synonyms by matter key; pass the same `matters` array again and the index is reused
 */
export function suggestMatter(
  text: string,
  matters: readonly Suggestible[],
  synonyms: Readonly<Record<string, readonly string[]>>,
): Suggestion[] {
  const index = indexes.get(matters) ?? buildIndex(matters, synonyms);
  indexes.set(matters, index);
  const said = new Set(termsOf(text));
  const plain = text.normalize('NFKC').toLowerCase();
  const best = new Map<string, { score: number; length: number }>();
  for (const phrase of index.phrases) {
    const whole = plain.includes(phrase.text);
    const score = whole ? 1 : overlap(phrase, said, index.weight) * 0.9;
    const known = best.get(phrase.key);
    if (
      score < LEAST ||
      (known && (known.score > score || (known.score === score && known.length >= phrase.text.length)))
    )
      continue;
    best.set(phrase.key, { score, length: phrase.text.length });
  }
  return [...best]
    .sort(([a, x], [b, y]) => y.score - x.score || y.length - x.length || (a < b ? -1 : 1))
    .slice(0, 5)
    .map(([key, { score }]) => ({ key, score: Math.round(score * 100) / 100 }));
}

function overlap(phrase: Phrase, said: ReadonlySet<string>, weight: ReadonlyMap<string, number>): number {
  let all = 0;
  let shared = 0;
  for (const term of phrase.terms) {
    const w = weight.get(term) ?? 0;
    all += w;
    if (said.has(term)) shared += w;
  }
  // one pair alone proves nothing: 垃圾 is in a dozen matters
  return phrase.terms.length < 2 || all === 0 ? 0 : shared / all;
}

function buildIndex(matters: readonly Suggestible[], synonyms: Readonly<Record<string, readonly string[]>>): Index {
  const phrases: Phrase[] = [];
  const holders = new Map<string, Set<string>>();
  for (const matter of matters) {
    if (!matter.active) continue;
    for (const raw of [matter.name.zh, matter.name.en, ...(synonyms[matter.key] ?? [])]) {
      const text = raw.normalize('NFKC').toLowerCase().replace(EMPTY_WORDS, '').trim();
      const terms = termsOf(text);
      if (terms.length === 0) continue;
      phrases.push({ key: matter.key, text, terms });
      for (const term of terms) holders.set(term, (holders.get(term) ?? new Set()).add(matter.key));
    }
  }
  const weight = new Map([...holders].map(([term, keys]) => [term, 1 / Math.sqrt(keys.size)]));
  return { phrases, weight };
}
