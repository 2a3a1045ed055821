import type { Sentence } from '../../http/problem.ts';
import { maskBirth, maskValue } from '../mask-value.ts';
import { isSecretRef } from '../open-secrets.ts';
import type { Base, BaseField } from '../sources/declaration.ts';

/** A value as a page shows it: plain, or masked where it is kept apart. Exactly one is not null; both where none is there. */
export type Said = { value: Sentence | null; masked: Sentence | null };

export const SAYS_NOTHING: Said = { value: null, masked: null };

/** What is needed to put values into words; `plain` opens a reference, undefined where the value was destroyed. */
export type Words = { base: Base; secrets: ReadonlyMap<string, unknown>; areaName: (code: string) => string };

/** Puts a value into words; what is sensitive, or of a child and not public, comes masked. */
export function sayValue(words: Words, field: BaseField, value: unknown, minor: boolean): Said {
  if (value === null || value === undefined || value === '') return SAYS_NOTHING;
  const both = (text: string): Sentence => ({ zh: text, en: text });
  // the masked number leaves out the birth date and nothing else: beside it, the date would give the number away
  const isBirth = field === words.base.kinds.person.fields.birth;
  if (isBirth && !minor && typeof value === 'string') return { value: null, masked: both(maskBirth(value)) };
  if (isSecretRef(value))
    return { value: null, masked: both(maskValue(field.type, words.secrets.get(value['§']), minor)) };
  if (field.class === 'sensitive' || (minor && field.class !== 'open'))
    return { value: null, masked: both(maskValue(field.type, value, minor)) };
  return { value: sayPlain(words, field, value), masked: null };
}

/** The words of a value that may be shown. */
export function sayPlain({ base, areaName }: Words, field: BaseField, value: unknown): Sentence {
  const text = String(value);
  const code = field.codes ? base.codes[field.codes]?.values[text] : undefined;
  if (code) return { zh: code.zh, en: code.en };
  const shown = field.type === 'area' ? areaName(text) : text;
  return { zh: shown, en: shown };
}
