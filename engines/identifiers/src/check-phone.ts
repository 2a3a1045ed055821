import type { Checked } from './checked.ts';
import { PHONE_PATTERNS } from './phone-patterns.ts';
import { toHalfWidth } from './to-half-width.ts';

export type Phone = {
  /** Mobile 13812345678, fixed 029-33212345 or 029-33212345-801, service 4001234567. */
  number: string;
  kind: 'mobile' | 'fixed' | 'service';
};

/**
 * `characters`: something that is no phone sign; `hotline`: a short public number such as 110 or 12345; `no-area`: a
 * fixed number without its area code; `length`: too few or many digits; `prefix`: no phone begins so; `filler`: a mobile
 * number that ends in eight zeros, as typed to fill a field.
 */
export type PhoneReason = 'empty' | 'characters' | 'hotline' | 'no-area' | 'length' | 'prefix' | 'filler';

const JUNK = new RegExp(PHONE_PATTERNS.junk, 'g');
const DASHES = new RegExp(PHONE_PATTERNS.dashes, 'g');
const COUNTRY = new RegExp(PHONE_PATTERNS.country);
const BARE_COUNTRY = new RegExp(PHONE_PATTERNS.bareCountry);
const WORD_EXTENSION = new RegExp(PHONE_PATTERNS.wordExtension);
const DASH_EXTENSION = new RegExp(PHONE_PATTERNS.dashExtension);
const DIGITS = new RegExp(PHONE_PATTERNS.digits);
const MOBILE = new RegExp(PHONE_PATTERNS.mobile);
const FILLER = new RegExp(PHONE_PATTERNS.filler);
const FIXED = new RegExp(PHONE_PATTERNS.fixed);
const SERVICE = new RegExp(PHONE_PATTERNS.service);
const HOTLINE = new RegExp(PHONE_PATTERNS.hotline);
const LOCAL = new RegExp(PHONE_PATTERNS.local);

const refuse = (reason: PhoneReason) => ({ ok: false, reason }) as const;

/**
 * Checks a mobile, fixed or service (400, 800) number. +86, 0086, spaces, brackets, dots, dashes, full width and
 * extensions (-801, 转801) are understood.
 * @param areaCode given to a fixed number that has none, e.g. 029; without it such a number is refused as `no-area`
 */
export function checkPhone(text: string, areaCode?: string): Checked<Phone, PhoneReason> {
  if (MOBILE.test(text)) return mobile(text);
  const plain = toHalfWidth(text).replace(JUNK, '').replace(DASHES, '-');
  if (plain === '') return refuse('empty');
  const home = plain.replace(COUNTRY, '').replace(BARE_COUNTRY, '$1');
  const split = WORD_EXTENSION.exec(home) ?? DASH_EXTENSION.exec(home);
  let digits = (split?.[1] ?? home).replaceAll('-', '');
  if (!DIGITS.test(digits)) return refuse('characters');
  if (MOBILE.test(digits)) return mobile(digits);
  if (SERVICE.test(digits)) return { ok: true, value: { number: digits, kind: 'service' } };
  if (HOTLINE.test(digits)) return refuse('hotline');
  if (COUNTRY.test(plain) && !digits.startsWith('0')) digits = `0${digits}`;
  else if (LOCAL.test(digits)) {
    if (areaCode === undefined) return refuse('no-area');
    digits = areaCode + digits;
  }
  const fixed = FIXED.exec(digits);
  if (!fixed) return refuse(digits.length === 11 || digits.length === 12 ? 'prefix' : 'length');
  const number = `${fixed[1] ?? fixed[3]}-${fixed[2] ?? fixed[4]}`;
  return { ok: true, value: { number: split ? `${number}-${split[3]}` : number, kind: 'fixed' } };
}

function mobile(number: string): Checked<Phone, PhoneReason> {
  return FILLER.test(number) ? refuse('filler') : { ok: true, value: { number, kind: 'mobile' } };
}
