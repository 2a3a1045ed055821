import type { Chance } from '../rows/chance.ts';
import { COHORTS, type Cohort, PARTS } from './given-names.ts';
import { SURNAMES } from './surnames.ts';

/** So many of a cohort bear one of its fashionable names. */
const FASHION = 0.27;

const TOTAL = SURNAMES.reduce((sum, [, weight]) => sum + weight, 0);
const TABLE: string[] = [];
for (const [name, weight] of SURNAMES)
  for (let k = Math.max(1, Math.round((4096 * weight) / TOTAL)); k > 0; k--) TABLE.push(name);

/** A surname as frequent as in China. */
export const drawSurname = (chance: Chance): string => chance.pick(TABLE);

/**
 * A given name of its time, one or two characters.
 * @param sex 1 male, 2 female (GB/T 2261.1)
 * @param first the first character that siblings share, if they share one
 */
export function drawGiven(chance: Chance, sex: number, year: number, first = ''): string {
  const cohort = COHORTS.find(({ until }) => year <= until) as Cohort;
  const fashion = sex === 1 ? cohort.male : cohort.female;
  if (first === '' && chance.hit(FASHION)) return fashion[rankOf(chance, fashion.length)] as string;
  const age = year <= 1965 ? 'old' : year <= 1992 ? 'middle' : 'young';
  const [starts, ends] = PARTS[`${age}${sex === 1 ? 'Male' : 'Female'}`];
  const last = chance.pick(ends);
  if (first !== '') return first + last;
  // names of one character were in fashion from the sixties to the nineties
  return age === 'middle' && chance.hit(0.18) ? last : chance.pick(starts) + last;
}

/** Low ranks far more often than high ones. */
const rankOf = (chance: Chance, n: number): number => Math.floor(n * chance.next() ** 1.4);
