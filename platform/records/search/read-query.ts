import { checkCitizenNumber } from '@gewu/identifiers/check-citizen-number';
import { checkPhone } from '@gewu/identifiers/check-phone';
import { beginning, exactly, type TermRange } from './term-range.ts';

/** One way in which a word may be meant. */
export type Meaning = {
  as: 'citizen' | 'phone' | 'tail' | 'code' | 'pinyin' | 'initials' | 'name' | 'child' | 'address' | 'part';
  range: TermRange;
  /** Further terms the entity must have, for words found by pairs of characters. */
  also?: string[];
};
/** One word of a query: an entity fits when it fits any of its meanings. */
export type Word = { text: string; meanings: Meaning[]; tail?: string };

export type QueryHelp = {
  /** Keyed hash of a sensitive value, see keyed-hash.ts. */
  hash: (kind: string, value: string) => string;
  /** How the base may write what was typed of an address, see read-address-book.ts. */
  addresses: (text: string) => readonly string[];
};

const LATIN = /^[a-zA-Z']+$/;
const DIGITS = /^\d+[xX]?$/;
/** More words than this narrow nothing any more. */
const MOST_WORDS = 5;

/**
 * Understands what somebody typed into the one box: digits as a number, a phone or its last digits, Latin letters as
 * pinyin or initials, Chinese characters as a name or an address. Words are separated by spaces; Latin words in a row are
 * one pinyin, groups of digits in a row one number.
 * @returns the words that can be looked for; none where nothing can (fewer than four digits, signs only)
 */
export function readQuery(text: string, help: QueryHelp): Word[] {
  const parts = text
    .normalize('NFKC')
    .trim()
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '');
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1) ?? '';
    if (LATIN.test(part) && LATIN.test(last)) joined[joined.length - 1] += part;
    else if (DIGITS.test(part) && DIGITS.test(last) && (last + part).length <= 18) joined[joined.length - 1] += part;
    else joined.push(part);
  }
  return joined
    .slice(0, MOST_WORDS)
    .map((part) => readWord(part, help))
    .filter((word) => word.meanings.length > 0);
}

function readWord(text: string, help: QueryHelp): Word {
  if (/\p{Script=Han}/u.test(text)) return { text, meanings: hanMeanings(text, help) };
  if (/^[\d\s()+-]+[xX]?$/.test(text)) return numberWord(text, help);
  if (LATIN.test(text)) return { text, meanings: latinMeanings(text) };
  const code = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return { text, meanings: code.length >= 4 ? [{ as: 'code', range: beginning(`u:${code}`) }] : [] };
}

function numberWord(text: string, { hash }: QueryHelp): Word {
  const meanings: Meaning[] = [];
  const citizen = checkCitizenNumber(text);
  if (citizen.ok) meanings.push({ as: 'citizen', range: exactly(`c:${hash('citizen', citizen.value.number)}`) });
  const phone = checkPhone(text);
  if (phone.ok) meanings.push({ as: 'phone', range: exactly(`t:${hash('phone', phone.value.number)}`) });
  const digits = text.toUpperCase().replace(/[^0-9X]/g, '');
  const byTail = meanings.length === 0 && digits.length >= 4 && digits.length < 18;
  if (byTail) meanings.push(...tailMeanings(digits, hash));
  if (digits.length >= 6) meanings.push({ as: 'code', range: beginning(`u:${digits}`) });
  return { text, meanings, ...(byTail && digits.length > 4 && { tail: digits }) };
}

function tailMeanings(digits: string, hash: QueryHelp['hash']): Meaning[] {
  const last = digits.slice(-4);
  return [
    { as: 'tail', range: exactly(`c4:${hash('c4', last)}`) },
    { as: 'tail', range: exactly(`t4:${hash('t4', last)}`) },
  ];
}

function latinMeanings(text: string): Meaning[] {
  const letters = text.toLowerCase().replaceAll("'", '');
  const initials: Meaning = { as: 'initials', range: beginning(`i:${letters}`) };
  const pinyin: Meaning = { as: 'pinyin', range: beginning(`p:${letters}`) };
  return letters.length <= 4 ? [initials, pinyin] : [pinyin, initials];
}

function hanMeanings(text: string, { hash, addresses }: QueryHelp): Meaning[] {
  const name = text.replace(/[·•・\s]/g, '');
  const meanings: Meaning[] = [];
  if (!/\d/.test(name)) {
    meanings.push({ as: 'name', range: beginning(`n:${name}`) });
    if (name.length >= 2) meanings.push({ as: 'child', range: exactly(`n:${hash('n', name)}`) });
  }
  for (const address of addresses(text))
    if (address.length >= 2) meanings.push({ as: 'address', range: beginning(`a:${address}`) });
  const [first, ...rest] = pairsOf(name.replace(/\d.*$/, ''));
  if (first !== undefined)
    meanings.push({ as: 'part', range: exactly(`g:${first}`), also: rest.map((pair) => `g:${pair}`) });
  return meanings;
}

/** Every two characters that stand side by side. */
function pairsOf(text: string): string[] {
  const signs = [...text];
  return [...new Set(signs.slice(0, -1).map((sign, i) => `${sign}${signs[i + 1]}`))].slice(0, 12);
}
