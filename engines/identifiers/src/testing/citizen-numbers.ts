import fc from 'fast-check';
import { citizenCheckDigit } from '../citizen-check-digit.ts';
import { PROVINCE_CODES } from '../provinces.ts';

/** Good citizen numbers of every province, born 1900 to 2025. */
export const citizenNumbers = fc
  .tuple(
    fc.constantFrom(...PROVINCE_CODES),
    fc.integer({ min: 0, max: 9999 }),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([province, area, birth, sequence]) => {
    const day = birth.toISOString().slice(0, 10).replaceAll('-', '');
    const body = `${province}${String(area).padStart(4, '0')}${day}${String(sequence).padStart(3, '0')}`;
    return body + citizenCheckDigit(body);
  });
