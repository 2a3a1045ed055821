import { toHalfWidth } from '../to-half-width.ts';
import { cutAdmin, endOf } from './cut-admin.ts';
import { asideAt } from './cut-aside.ts';
import { cutName } from './cut-name.ts';
import { cutNumber, type Seen } from './cut-number.ts';
import { type Gazetteer, matchGazetteer } from './gazetteer.ts';
import type { Level, Segment } from './types.ts';

const SPACES = /[\s\u00a0]+/g;
const JOINT = /[与和及跟]|交(?=[^汇叉界口通警])/y;
const MARKS = '(,，;；。、.';
const BRACKET = /\([^)]*\)?/y;
const COMMA = /[,，;；。、.]+/y;
const PLACES: ReadonlySet<Level> = new Set(['compound', 'community', 'shop', 'building']);
const NAMES: ReadonlySet<Level> = new Set([
  'road',
  'number',
  'compound',
  'community',
  'building',
  'unit',
  'floor',
  'room',
]);

/** Half-width, without spaces: the form in which an address is read. */
export function cleanAddress(text: string): string {
  const half = toHalfWidth(text);
  return /\s|\u00a0|〔|【|［/.test(half)
    ? half
        .replace(SPACES, '')
        .replace(/[〔【［]/g, '(')
        .replace(/[〕】］]/g, ')')
    : half;
}

/**
 * Cuts an address of anywhere in China into pieces by a grammar of suffixes. Nothing is lost: the pieces joined are the
 * cleaned text.
 * @param text cleaned by `cleanAddress`
 * @param gazetteer names of a district that stand before the grammar
 */
export function cutAddress(text: string, gazetteer?: Gazetteer): Segment[] {
  const out: Segment[] = [];
  let at = cutAdmin(text, 0, out);
  if (at > 0) at = cutAdmin(text, at, out); // some write the areas twice
  const seen: Seen = { place: false, building: false, unit: false, road: false };
  while (at < text.length) {
    const last = out.at(-1)?.level;
    const before = out.length;
    const next = cutNext(text, at, seen, last, gazetteer, out);
    at = next;
    for (let i = before; i < out.length; i++) note(seen, (out[i] as Segment).level);
  }
  return out;
}

function note(seen: Seen, level: Level): void {
  if (PLACES.has(level)) seen.place = true;
  if (level === 'building') seen.building = true;
  else if (level === 'unit') seen.unit = true;
  else if (level === 'road') seen.road = true;
}

function cutNext(
  text: string,
  at: number,
  seen: Seen,
  last: Level | undefined,
  gazetteer: Gazetteer | undefined,
  out: Segment[],
): number {
  const sign = text[at] as string;
  if (MARKS.includes(sign)) {
    const end = endOf(sign === '(' ? BRACKET : COMMA, text, at);
    return append(text.slice(at, end), end, out);
  }
  if (last === 'road') {
    const joint = endOf(JOINT, text, at);
    if (joint > 0 && /[路街道线巷环]|胡同/.test(text.slice(joint, joint + 12)) && !/^和[平祥谐]/.test(text.slice(at))) {
      out.push({ level: 'joint', text: text.slice(at, joint) });
      return joint;
    }
  }
  const known = gazetteer === undefined || seen.building ? undefined : matchGazetteer(gazetteer, text, at);
  if (known) {
    out.push({ level: known.level, text: text.slice(at, known.end) });
    return known.end;
  }
  const number = cutNumber(text, at, seen, last !== undefined && NAMES.has(last), out);
  if (number > 0) return number;
  if (last !== undefined) {
    const aside = asideAt(text, at);
    if (aside > 0) {
      out.push({ level: 'aside', text: text.slice(at, aside) });
      return aside;
    }
  }
  const piece = cutName(text, at, last);
  out.push({ level: piece.level, text: text.slice(at, piece.end) });
  return piece.end;
}

/** What stands in brackets belongs to the piece before it. */
function append(piece: string, end: number, out: Segment[]): number {
  const last = out.at(-1);
  if (last) last.text += piece;
  else out.push({ level: 'aside', text: piece });
  return end;
}
