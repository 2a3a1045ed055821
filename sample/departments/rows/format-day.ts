/** How a department writes its dates. */
export type DayStyle = 'dashes' | 'digits' | 'slashes' | 'signs';

const DAY = 86_400_000;
// 1900-01-01 to 2040: every day of a person's life is asked for many times
const FIRST = -25567;
const kept: Record<DayStyle, string[]> = { dashes: [], digits: [], slashes: [], signs: [] };

/** A day (days since 1970-01-01) as 1990-01-01, 19900101, 1990/1/1 or 1990年1月1日. */
export function formatDay(day: number, style: DayStyle): string {
  const known = kept[style][day - FIRST];
  if (known !== undefined) return known;
  const date = new Date(day * DAY);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const two = (n: number) => String(n).padStart(2, '0');
  const text = {
    dashes: `${year}-${two(month)}-${two(dayOfMonth)}`,
    digits: `${year}${two(month)}${two(dayOfMonth)}`,
    slashes: `${year}/${month}/${dayOfMonth}`,
    signs: `${year}年${month}月${dayOfMonth}日`,
  }[style];
  kept[style][day - FIRST] = text;
  return text;
}

/** The day number of a calendar date, month from 1. */
export const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY;

/** The calendar year of a day number. */
export const yearOf = (day: number): number => Number(formatDay(day, 'digits').slice(0, 4));
