import { citizenCheckDigit } from './citizen-check-digit.ts';

/**
 * Writes an old citizen number of 15 digits in the form of 18: the century goes before the year, a check digit to the
 * end (GB 11643-1999). People born before 1900 hold the sequence numbers 996 to 999.
 * @returns undefined when it is not 15 digits; whether the date exists is not looked at
 */
export function upgradeOldNumber(old: string): string | undefined {
  if (!/^\d{15}$/.test(old)) return undefined;
  const century = Number(old.slice(12)) >= 996 ? '18' : '19';
  const body = old.slice(0, 6) + century + old.slice(6);
  return body + citizenCheckDigit(body);
}
