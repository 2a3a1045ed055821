import type { Checked } from './checked.ts';
import { isProvinceCode } from './provinces.ts';

export type AreaLevel = 'province' | 'city' | 'district' | 'street' | 'community' | 'grid';

export type AreaCode = {
  /** Without the zeros that only fill up: 610000 → 61, 610402000000 → 610402. */
  code: string;
  level: AreaLevel;
  /** What kind of street, from positions 7–9. */
  street?: 'subdistrict' | 'town' | 'township' | 'government-enterprise' | 'other';
  /** What kind of committee, from positions 10–12; `-like` ones are bodies without a committee, such as a campus. */
  committee?: 'residents' | 'villagers' | 'residents-like' | 'villagers-like' | 'other';
};

/** `length`: none of 2, 4, 6, 9, 12, 15 digits; `province`: no such province; `gap`: a lower part without its upper one. */
export type AreaCodeReason = 'empty' | 'characters' | 'length' | 'province' | 'gap';

const LEVELS: readonly (readonly [length: number, level: AreaLevel])[] = [
  [2, 'province'],
  [4, 'city'],
  [6, 'district'],
  [9, 'street'],
  [12, 'community'],
  [15, 'grid'],
];

/**
 * Checks the form of an area code: 2 province, 4 city, 6 district (GB/T 2260), 9 street (GB/T 10114), 12 community or
 * village (statistical code), 15 grid. Whether the area exists only an area tree can tell.
 */
export function checkAreaCode(text: string): Checked<AreaCode, AreaCodeReason> {
  const digits = text.trim();
  if (digits === '') return { ok: false, reason: 'empty' };
  if (!/^\d+$/.test(digits)) return { ok: false, reason: 'characters' };
  if (!LEVELS.some(([length]) => length === digits.length)) return { ok: false, reason: 'length' };
  if (!isProvinceCode(Number(digits.slice(0, 2)))) return { ok: false, reason: 'province' };
  const parts = LEVELS.filter(([length]) => length <= digits.length).map(([length], i) =>
    digits.slice(i === 0 ? 0 : (LEVELS[i - 1]?.[0] ?? 0), length),
  );
  const filled = parts.findLastIndex((part) => !/^0+$/.test(part));
  if (parts.slice(0, filled).some((part) => /^0+$/.test(part))) return { ok: false, reason: 'gap' };
  const [length, level] = LEVELS[filled] as (typeof LEVELS)[number];
  return {
    ok: true,
    value: {
      code: digits.slice(0, length),
      level,
      ...(filled >= 3 && { street: streetKind(Number(parts[3])) }),
      ...(filled >= 4 && { committee: committeeKind(Number(parts[4])) }),
    },
  };
}

function streetKind(part: number): AreaCode['street'] {
  if (part < 100) return 'subdistrict';
  if (part < 200) return 'town';
  if (part < 400) return 'township';
  return part < 600 ? 'government-enterprise' : 'other';
}

function committeeKind(part: number): AreaCode['committee'] {
  if (part < 200) return 'residents';
  if (part < 400) return 'villagers';
  if (part < 500) return 'residents-like';
  return part < 600 ? 'villagers-like' : 'other';
}
