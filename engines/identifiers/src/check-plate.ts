import type { Checked } from './checked.ts';
import { toHalfWidth } from './to-half-width.ts';

export type Plate = {
  /** Without dot or spaces, letters in upper case: 陕D12345, 陕DD12345. */
  plate: string;
  kind: 'ordinary' | 'new-energy' | 'trailer' | 'learner' | 'police' | 'cross-border' | 'consular' | 'embassy';
  /** New-energy only: runs on electricity alone. */
  electric?: boolean;
};

/** `province`: no province begins it; `characters`: a sign that plates do not use (I, O among them); `form`: no known form. */
export type PlateReason = 'empty' | 'length' | 'province' | 'characters' | 'form';

const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';
const SIGN = '[A-HJ-NP-Z0-9]';
const ORDINARY = new RegExp(`^[${PROVINCES}][A-HJ-NP-Z]${SIGN}{5}$`);
const NEW_SMALL = new RegExp(`^[${PROVINCES}][A-HJ-NP-Z]([A-HJK])${SIGN}[0-9]{4}$`);
const NEW_LARGE = new RegExp(`^[${PROVINCES}][A-HJ-NP-Z][0-9]{5}([A-HJK])$`);
const SUFFIXED = new RegExp(`^[${PROVINCES}][A-HJ-NP-Z]${SIGN}{4}([挂学警港澳领])$`);
const EMBASSY = /^使[0-9]{6}$/;
const SUFFIX_KINDS: Readonly<Record<string, Plate['kind']>> = {
  挂: 'trailer',
  学: 'learner',
  警: 'police',
  港: 'cross-border',
  澳: 'cross-border',
  领: 'consular',
};

/**
 * Checks a vehicle plate (GA 36-2018): seven signs, eight for new energy, where A–E in third (small) or last place (large)
 * mean electric and F–K other new energy. Dots, spaces, small letters and full width are forgiven.
 */
export function checkPlate(text: string): Checked<Plate, PlateReason> {
  const plate = toHalfWidth(text)
    .replace(/[\s·•・.-]/g, '')
    .toUpperCase();
  if (plate === '') return { ok: false, reason: 'empty' };
  if (ORDINARY.test(plate)) return { ok: true, value: { plate, kind: 'ordinary' } };
  const energy = NEW_SMALL.exec(plate)?.[1] ?? NEW_LARGE.exec(plate)?.[1];
  if (energy) return { ok: true, value: { plate, kind: 'new-energy', electric: energy <= 'E' } };
  const suffix = SUFFIXED.exec(plate)?.[1];
  if (suffix) return { ok: true, value: { plate, kind: SUFFIX_KINDS[suffix] as Plate['kind'] } };
  if (EMBASSY.test(plate)) return { ok: true, value: { plate, kind: 'embassy' } };
  if (plate.length !== 7 && plate.length !== 8) return { ok: false, reason: 'length' };
  if (!PROVINCES.includes(plate[0] as string)) return { ok: false, reason: 'province' };
  return { ok: false, reason: /^.[A-HJ-NP-Z][A-HJ-NP-Z0-9]+[挂学警港澳领]?$/.test(plate) ? 'form' : 'characters' };
}
