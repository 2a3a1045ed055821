import type { Chance } from './chance.ts';
import { RATES } from './rates.ts';

/** Whom a source writes about, year by year: the newest year first, in each only those whom it can concern. */
export type Subjects = { total: number; years: { year: number; who: Int32Array }[] };

/** Picks, for each year, the numbers below `count` that fit. @throws Error when there is nobody at all */
export function pickSubjects(
  count: number,
  years: readonly number[],
  fits: (who: number, year: number) => boolean,
): Subjects {
  const picked = years.map((year) => {
    const who = new Int32Array(count);
    let n = 0;
    for (let k = 0; k < count; k++) if (fits(k, year)) who[n++] = k;
    return { year, who: who.slice(0, n) };
  });
  const total = picked.reduce((sum, { who }) => sum + who.length, 0);
  if (total === 0) throw new Error('a source without anybody to write about');
  return { total, years: picked };
}

/**
 * Whom the n-th row is about. After the last year it starts over with the first, and now and then it is somebody who has
 * a row already: a second row of the same fact.
 */
export function subjectOf({ years, total }: Subjects, nth: number, chance: Chance): { who: number; year: number } {
  let left = chance.hit(RATES.doubled) ? chance.below(total) : nth % total;
  for (const { year, who } of years) {
    if (left < who.length) return { who: who[left] as number, year };
    left -= who.length;
  }
  throw new Error('beyond the last year');
}
