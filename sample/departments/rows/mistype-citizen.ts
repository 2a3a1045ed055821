import type { Chance } from './chance.ts';

/** A citizen number with one wrong digit or two neighbours exchanged; never the same as before. */
export function mistypeCitizen(number: string, chance: Chance): string {
  const at = chance.between(6, 16);
  const [one, other] = [number[at] as string, number[at + 1] as string];
  if (chance.hit(0.3) && one !== other && other !== 'X')
    return number.slice(0, at) + other + one + number.slice(at + 2);
  const wrong = (Number(one) + chance.between(1, 9)) % 10;
  return number.slice(0, at) + wrong + number.slice(at + 1);
}

/** The number of 15 digits that was given out before 1999: two digits for the year, no check sign. */
export const shortenCitizen = (number: string): string => number.slice(0, 6) + number.slice(8, 17);
