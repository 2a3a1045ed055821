import { scramble } from '../rows/scramble.ts';

export const USES = ['自来水', '电力', '天然气', '集中供热'];
const LETTERS = ['S', 'D', 'Q', 'R'];

/** The home, utility and account number of the n-th account: first all homes' water, then power, gas, heating. */
export function accountOf(homes: number, nth: number): { home: number; use: number; number: string } {
  const use = Math.floor(nth / homes) % USES.length;
  return { home: nth % homes, use, number: `${LETTERS[use]}${scramble(nth, 9)}` };
}
