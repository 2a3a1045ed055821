import type { Checked } from './checked.ts';
import { COMPOUND_SURNAMES } from './compound-surnames.ts';
import { toHalfWidth } from './to-half-width.ts';

export type PersonName = {
  /** Normal form: no spaces within Chinese characters, one kind of dot, Latin letters in upper case. */
  name: string;
  /** `dotted`: a name with ·, which has no surname in the Chinese sense; `latin`: written in Latin letters. */
  kind: 'han' | 'dotted' | 'latin';
  /** Empty for dotted and Latin names. */
  surname: string;
  given: string;
};

/** `title`: 王先生 is how one is addressed, not a name; `placeholder`: 不详 and the like, typed to fill a field. */
export type PersonNameReason = 'empty' | 'characters' | 'length' | 'title' | 'placeholder';

const HAN = /^[\p{Script=Han}〇]+$/u;
const HAN_SPACE = /(?<=[\p{Script=Han}〇·])\s+|\s+(?=[\p{Script=Han}〇·])/gu;
const DOTS = /[•・‧．･∙⋅]|(?<=\p{Script=Han})\s*\.\s*(?=\p{Script=Han})/gu;
const DOTTED = /^[\p{Script=Han}〇]+(?:·[\p{Script=Han}〇]+)+$/u;
const LATIN = /^[A-Z][A-Z '’.,-]*$/;
const TITLE = /^\p{Script=Han}{1,2}(?:先生|女士|小姐|师傅|老师|大爷|大妈|阿姨)$/u;
const PLACEHOLDERS = new Set(['不详', '未知', '无名', '无名氏', '测试', '某某', '本人', '户主', '张某', '空', '无']);

/**
 * Cuts a person's name into surname and given name by a list of compound surnames. Variants of a character (traditional,
 * rare) stay as they are: a name is what the register says. Two surnames of one character each (陈方安生) cannot be told
 * from a given name and count as one surname.
 */
export function cutName(text: string): Checked<PersonName, PersonNameReason> {
  const name = toHalfWidth(text).trim().replace(DOTS, '·').replace(HAN_SPACE, '');
  if (name === '') return { ok: false, reason: 'empty' };
  if (PLACEHOLDERS.has(name)) return { ok: false, reason: 'placeholder' };
  if (HAN.test(name)) return cutHan(name);
  if (DOTTED.test(name)) {
    const ok = name.length <= 50;
    return ok ? { ok, value: { name, kind: 'dotted', surname: '', given: name } } : { ok, reason: 'length' };
  }
  const latin = name.toUpperCase().replace(/\s+/g, ' ');
  if (!LATIN.test(latin)) return { ok: false, reason: 'characters' };
  if (latin.length < 2 || latin.length > 80) return { ok: false, reason: 'length' };
  return { ok: true, value: { name: latin, kind: 'latin', surname: '', given: latin } };
}

function cutHan(name: string): Checked<PersonName, PersonNameReason> {
  const signs = [...name]; // by code point: rare characters take two units
  if (TITLE.test(name)) return { ok: false, reason: 'title' };
  if (signs.length < 2 || signs.length > 6) return { ok: false, reason: 'length' };
  const compound = signs.length > 2 && COMPOUND_SURNAMES.has(`${signs[0]}${signs[1]}`);
  const surname = signs.slice(0, compound ? 2 : 1).join('');
  return { ok: true, value: { name, kind: 'han', surname, given: name.slice(surname.length) } };
}
