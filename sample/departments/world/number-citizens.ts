import { citizenCheckDigit } from '@gewu/identifiers/citizen-check-digit';
import { formatDay } from '../rows/format-day.ts';

/**
 * Gives out citizen numbers by the rule of GB 11643. They are computed and prove nobody: sequences start high (from
 * 500), where registers hardly ever come, and every number of the same day and place is given once.
 */
export function createCitizenNumbers(): (area: string, birth: number, sex: number) => string {
  const given = new Map<number, number>();
  return (area, birth, sex) => {
    const slot = (Number(area) * 60_000 + birth + 30_000) * 2 + (sex & 1);
    const nth = given.get(slot) ?? 0;
    given.set(slot, nth + 1);
    // odd for men, even for women; over the end it goes on from below
    const sequence = (500 + 2 * nth + (sex === 1 ? 1 : 0)) % 1000;
    const number = `${area}${formatDay(birth, 'digits')}${String(sequence).padStart(3, '0')}`;
    return number + citizenCheckDigit(number);
  };
}
