import type { Matter } from '../queries/use-catalogue.ts';

/**
 * Matters whose name or class contains the word, or failing that all its characters; names before classes, at most 40.
 * Components (things) are left out: a patrol reports what is wrong with them, which is a matter of its own.
 */
export function findMatters(matters: readonly Matter[], word: string): Matter[] {
  const wanted = word.trim().toLowerCase();
  const open = matters.filter((matter) => matter.active && matter.kind !== 'component');
  if (!wanted) return open.slice(0, 40);
  const rank = (matter: Matter) => {
    const name = `${matter.name.zh} ${matter.name.en}`.toLowerCase();
    if (name.includes(wanted)) return 0;
    if (matter.classes.some((one) => `${one.zh} ${one.en}`.toLowerCase().includes(wanted))) return 1;
    return [...wanted].every((sign) => name.includes(sign)) ? 2 : 3;
  };
  return open
    .map((matter) => ({ matter, rank: rank(matter) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 40)
    .map((one) => one.matter);
}
