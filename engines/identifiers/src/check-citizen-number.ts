import { chinaToday, isCalendarDay } from './calendar-day.ts';
import type { Checked } from './checked.ts';
import { CITIZEN_CHECKS, CITIZEN_WEIGHTS } from './citizen-check-digit.ts';
import { isProvinceCode } from './provinces.ts';
import { toHalfWidth } from './to-half-width.ts';
import { upgradeOldNumber } from './upgrade-old-number.ts';

export type CitizenNumber = {
  /** 18 characters, X in upper case; an old number of 15 digits in its new form. */
  number: string;
  /**
   * `citizen`: a citizen's number. `hmt`: residence permit of Hong Kong, Macao or Taiwan people (area 81, 82, 83).
   * `foreigner`: permanent residence of a foreigner (form of 2023, begins with 9).
   */
  kind: 'citizen' | 'hmt' | 'foreigner';
  /** It was given as an old number of 15 digits, which has no check digit: a mistyped digit cannot be seen. */
  old: boolean;
  /** Six digits where the number was first given out (GB/T 2260); of a foreigner 9, province (2), nationality (3). */
  area: string;
  /** ISO date, e.g. 1990-01-01. */
  birth: string;
  sex: 'male' | 'female';
};

/**
 * `length`: neither 18 characters nor 15 digits; `characters`: a sign that cannot stand there; `area`: no such province;
 * `date`: no such day; `future`: born after today; `check`: the check digit does not fit.
 */
export type CitizenNumberReason = 'empty' | 'length' | 'characters' | 'area' | 'date' | 'future' | 'check';

type Answer = Checked<CitizenNumber, CitizenNumberReason>;
const REFUSED = {
  empty: { ok: false, reason: 'empty' },
  length: { ok: false, reason: 'length' },
  characters: { ok: false, reason: 'characters' },
  area: { ok: false, reason: 'area' },
  date: { ok: false, reason: 'date' },
  future: { ok: false, reason: 'future' },
  check: { ok: false, reason: 'check' },
} as const satisfies Record<CitizenNumberReason, Answer>;

/**
 * Checks a citizen number of 18 characters or an old one of 15 digits (GB 11643), or the number of a residence permit
 * built by the same rule. Spaces, hyphens and full-width signs are forgiven, a small x too.
 * @param today the last possible birth date as a number like 20260131; today in China when left out
 * @returns the parts, or the first reason in the order of `CitizenNumberReason`
 */
export function checkCitizenNumber(text: string, today: number = chinaToday()): Answer {
  if (text.length === 18) {
    const sum = weighDigits(text);
    const last = text.charCodeAt(17);
    if (sum >= 0 && isCheckSign(last)) return judge(text, last, sum, false, today);
  }
  const number = toHalfWidth(text)
    .replace(/[ \t\r\n\u00a0-]/g, '')
    .toUpperCase();
  if (number.length === 0) return REFUSED.empty;
  if (number.length === 15) {
    const upgraded = upgradeOldNumber(number);
    if (upgraded === undefined) return REFUSED.characters;
    return judge(upgraded, upgraded.charCodeAt(17), weighDigits(upgraded), true, today);
  }
  if (number.length !== 18) return REFUSED.length;
  const sum = weighDigits(number);
  const last = number.charCodeAt(17);
  return sum < 0 || !isCheckSign(last) ? REFUSED.characters : judge(number, last, sum, false, today);
}

/** A digit, X or x. */
function isCheckSign(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 88 || code === 120;
}

/** The weighted sum of 17 digits, −1 when one is no digit. */
function weighDigits(number: string): number {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const digit = number.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    sum += digit * (CITIZEN_WEIGHTS[i] as number);
  }
  return sum;
}

function judge(number: string, last: number, sum: number, old: boolean, today: number): Answer {
  const sign = last === 120 ? 88 : last;
  const foreigner = number.charCodeAt(0) === 57;
  const province = foreigner ? digits(number, 1, 3) : digits(number, 0, 2);
  if (!isProvinceCode(province)) return REFUSED.area;
  const year = digits(number, 6, 10);
  const month = digits(number, 10, 12);
  const day = digits(number, 12, 14);
  if (year < 1800 || !isCalendarDay(year, month, day)) return REFUSED.date;
  if (year * 10_000 + month * 100 + day > today) return REFUSED.future;
  if (CITIZEN_CHECKS.charCodeAt(sum % 11) !== sign) return REFUSED.check;
  return {
    ok: true,
    value: {
      number: last === 120 ? `${number.slice(0, 17)}X` : number,
      kind: foreigner ? 'foreigner' : province > 80 ? 'hmt' : 'citizen',
      old,
      area: number.slice(0, 6),
      birth: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
      sex: number.charCodeAt(16) % 2 === 1 ? 'male' : 'female',
    },
  };
}

function digits(number: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + number.charCodeAt(i) - 48;
  return value;
}
