/**
 * A day of a year that is not after today.
 * @param part of the year, 0 to 1
 */
export const dayInYear = (year: number, part: number, today: number): number =>
  Math.min(today - 1, Math.floor((year - 1970) * 365.2425 + 364 * part));
