import type { Matter } from './use-matters.ts';

/**
 * Matters that a text may be about: ranked by the share of a name's character pairs (Chinese) or words (English) that
 * the text holds. A name that holds the whole text, or is held by it, comes first.
 */
export function suggestMatters(matters: readonly Matter[], text: string, most: number): Matter[] {
  const said = text.trim().toLowerCase();
  if (said === '') return [];
  const pairs = pairsOf(said);
  return matters
    .map((matter) => ({
      matter,
      score: Math.max(likeness(matter.name.zh, said, pairs), wordsShared(matter.name.en, said)),
    }))
    .filter(({ score }) => score >= 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ matter }) => matter);
}

function likeness(name: string, said: string, pairs: ReadonlySet<string>): number {
  if (said.includes(name)) return 2 + name.length / 100;
  if (said.length > 1 && name.includes(said)) return 1 + said.length / name.length;
  const own = pairsOf(name);
  if (own.size === 0) return 0;
  let shared = 0;
  for (const pair of own) if (pairs.has(pair)) shared++;
  return shared / own.size;
}

function pairsOf(text: string): Set<string> {
  const letters = [...text].filter((letter) => /\p{Script=Han}/u.test(letter));
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

function wordsShared(name: string, said: string): number {
  const words = name.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  if (words.length === 0) return 0;
  const heard = new Set(said.match(/[a-z]{3,}/g));
  return words.filter((word) => heard.has(word)).length / words.length;
}
