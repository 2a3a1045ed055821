import fc from 'fast-check';
import { USCC_SIGNS, USCC_WEIGHTS } from '../check-uscc.ts';

const signs = (length: number) =>
  fc.array(fc.constantFrom(...USCC_SIGNS), { minLength: length, maxLength: length }).map((list) => list.join(''));

/** Codes whose position 18 fits; the inner check is left to chance. */
export const usccCodes = fc
  .tuple(fc.constantFrom('11', '51', '91', '92', 'Y1'), fc.stringMatching(/^\d{6}$/), signs(9))
  .map(([head, area, organisation]) => {
    const body = head + area + organisation;
    const sum = [...body].reduce((total, sign, i) => total + USCC_SIGNS.indexOf(sign) * (USCC_WEIGHTS[i] as number), 0);
    return body + USCC_SIGNS[(31 - (sum % 31)) % 31];
  });
