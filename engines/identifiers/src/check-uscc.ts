import type { Checked } from './checked.ts';
import { toHalfWidth } from './to-half-width.ts';

/** Signs of a unified social credit code in the order of their values: no I, O, S, V, Z (GB 32100-2015). */
export const USCC_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Weights of positions 1–17: 3^(i − 1) mod 31. */
export const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** Weights of the first eight signs of the organisation code, positions 9–16 (GB 11714). */
export const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

export type Uscc = {
  /** 18 signs in upper case. */
  code: string;
  /** Who registered it: 1 office of public bodies, 5 civil affairs, 9 market regulator, Y other. */
  registrar: string;
  /** Kind within the registrar, position 2. */
  class: string;
  /** Six digits where it was registered; 100000 means nationwide. */
  area: string;
  /** The organisation code, positions 9–17. */
  organisation: string;
  /**
   * `inner-check`: the organisation code does not fit its own check sign under either reading of letters (as here, or
   * A = 10 … Z = 35). Sources do not say which reading is right, so this never refuses.
   */
  warnings: readonly 'inner-check'[];
};

/** `characters`: a sign outside the alphabet, or a letter in the area; `check`: position 18 does not fit. */
export type UsccReason = 'empty' | 'length' | 'characters' | 'check';

const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < USCC_SIGNS.length; i++) VALUES[USCC_SIGNS.charCodeAt(i)] = i;

/** Checks a unified social credit code (GB 32100-2015). Spaces, hyphens, small letters and full width are forgiven. */
export function checkUscc(text: string): Checked<Uscc, UsccReason> {
  const code = toHalfWidth(text)
    .replace(/[ \t\r\n\u00a0-]/g, '')
    .toUpperCase();
  if (code.length === 0) return { ok: false, reason: 'empty' };
  if (code.length !== 18) return { ok: false, reason: 'length' };
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return { ok: false, reason: 'characters' };
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (VALUES[code.charCodeAt(i)] as number) * (USCC_WEIGHTS[i] as number);
  if (USCC_SIGNS[(31 - (sum % 31)) % 31] !== code[17]) return { ok: false, reason: 'check' };
  const organisation = code.slice(8, 17);
  return {
    ok: true,
    value: {
      code,
      registrar: code.slice(0, 1),
      class: code.slice(1, 2),
      area: code.slice(2, 8),
      organisation,
      warnings: fitsInnerCheck(organisation) ? [] : ['inner-check'],
    },
  };
}

function fitsInnerCheck(organisation: string): boolean {
  let asHere = 0;
  let asAlphabet = 0;
  for (let i = 0; i < 8; i++) {
    const sign = organisation.charCodeAt(i);
    const weight = ORGANISATION_WEIGHTS[i] as number;
    asHere += (VALUES[sign] as number) * weight;
    asAlphabet += (sign < 58 ? sign - 48 : sign - 55) * weight;
  }
  const last = organisation[8];
  return last === innerSign(asHere) || last === innerSign(asAlphabet);
}

function innerSign(sum: number): string {
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}
