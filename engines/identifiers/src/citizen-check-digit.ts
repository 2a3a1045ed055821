/** Weights of GB 11643, positions 1–17: 2^(18 − i) mod 11, as in ISO 7064 MOD 11-2. */
export const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** The check sign by the weighted sum modulo 11. */
export const CITIZEN_CHECKS = '10X98765432';

/**
 * The check sign of a citizen number (GB 11643).
 * @param number its first 17 digits; what follows is not read
 */
export function citizenCheckDigit(number: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (number.charCodeAt(i) - 48) * (CITIZEN_WEIGHTS[i] as number);
  return CITIZEN_CHECKS[sum % 11] as string;
}
