import { diceOf } from './compare-texts.ts';
import { digitsOf } from './read-numeral.ts';
import type { Side } from './side-of.ts';
import type { Level } from './types.ts';

/** Where the longest run of signs that both texts have lies: its length, and its end on each side. */
type Anchor = { length: number; left: number; right: number };

const NUMBER = /^[|-]?(\d+|[A-Z])(?!\d)/;
const BESIDE = /对面|对过|附近|隔壁|旁|路口|交叉|交汇|后面|斜对|往[东西南北前里]|[东西南北]侧|\d米/;

/** How what stands before and behind the longest common run agrees: 桃园小区5栋 and 桃园小区3栋 part behind it. */
export function measureTails(a: Side, b: Side): Record<string, number> {
  const anchor = anchorOf(a.text, b.text);
  const [left, right] = [a.text.slice(anchor.left), b.text.slice(anchor.right)];
  return {
    behind_left: left.length,
    behind_right: right.length,
    before_left: anchor.left - anchor.length,
    before_right: anchor.right - anchor.length,
    behind_number: compareNumbers(left, right),
    gap_left: longestGap(a.text, b.pairs),
    gap_right: longestGap(b.text, a.pairs),
    tail_left: unmatchedTail(a.text, b.pairs),
    tail_right: unmatchedTail(b.text, a.pairs),
    head_right: unmatchedHead(b.text, a.pairs),
    repeated_right: longestRepeat(b.text),
    pieces_left: a.levels.length,
    pieces_right: b.levels.length,
    end_left: endOf(a),
    end_right: endOf(b),
    areas_left: countAreas(a),
    areas_right: countAreas(b),
    inner_left: a.numbers.inner.length,
    places_left: a.names.place.length,
    roads_left: a.names.road.length,
    signs_both: sharedSigns(a.cores.join(''), b.cores.join('')),
    whole_dice: diceOf(plain(a.whole), plain(b.whole)),
    bracket_repeats: bracketRepeats(b.whole) ? 1 : 0,
    beside_left: BESIDE.test(a.whole) ? 1 : 0,
    beside_right: BESIDE.test(b.whole) ? 1 : 0,
    digits_both: [...a.digits].filter((digits) => b.digits.has(digits)).length,
    digits_only_left: [...a.digits].filter((digits) => !b.digits.has(digits)).length,
    digits_only_right: [...b.digits].filter((digits) => !a.digits.has(digits)).length,
  };
}

function anchorOf(a: string, b: string): Anchor {
  let best: Anchor = { length: 0, left: 0, right: 0 };
  let row = new Uint8Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const next = new Uint8Array(b.length + 1);
    for (let j = 0; j < b.length; j++)
      if (a[i] === b[j]) {
        const length = (row[j] as number) + 1;
        next[j + 1] = length;
        if (length > best.length) best = { length, left: i + 1, right: j + 1 };
      }
    row = next;
  }
  return backToBorder(a, b, best);
}

const ENDS: readonly Level[] = [
  'road',
  'joint',
  'number',
  'aside',
  'compound',
  'building',
  'unit',
  'floor',
  'room',
  'shop',
];
const AREAS: ReadonlySet<Level> = new Set(['province', 'city', 'district', 'street', 'community']);

const endOf = ({ levels }: Side): number => ENDS.indexOf(levels.at(-1) ?? 'province');
const countAreas = ({ levels }: Side): number => levels.filter((level) => AREAS.has(level)).length;
const plain = (text: string): string => digitsOf(text).replace(/[()·,，。.、-]/g, '');

/** 秀颜超市(甘塘西路) says in brackets what it has said before: a branch at this road, not another place. */
function bracketRepeats(text: string): boolean {
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    const head = text.slice(open + 1, open + 3);
    if (head.length === 2 && text.slice(0, open).includes(head)) return true;
  }
  return false;
}

/** Share of the signs of the shorter of two names that the other has, in any order; −1 without names. */
function sharedSigns(a: string, b: string): number {
  if (a === '' || b === '') return -1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return [...short].filter((sign) => long.includes(sign)).length / short.length;
}

/** A run must not end within a number: of 小区5| and 小区51| only 小区 is common. */
function backToBorder(a: string, b: string, { length, left, right }: Anchor): Anchor {
  const digit = (text: string, at: number) => /\d/.test(text[at] ?? '');
  let back = 0;
  if (digit(a, left) || digit(b, right)) while (back < length && digit(a, left - back - 1)) back++;
  return { length: length - back, left: left - back, right: right - back };
}

/** 0 no numbers, 1 only left, 2 only right, 3 different, 4 the same. */
function compareNumbers(left: string, right: string): number {
  const [a, b] = [NUMBER.exec(left)?.[1], NUMBER.exec(right)?.[1]];
  if (a === undefined) return b === undefined ? 0 : 2;
  if (b === undefined) return 1;
  return a === b ? 4 : 3;
}

/** The most neighbouring signs in a row that stand in no pair of the other side. */
function longestGap(text: string, other: ReadonlySet<string>): number {
  let [most, gap] = [0, 0];
  for (let i = 0; i + 1 < text.length; i++) {
    gap = other.has(text.slice(i, i + 2)) ? 0 : gap + 1;
    if (gap > most) most = gap;
  }
  return most;
}

function unmatchedTail(text: string, other: ReadonlySet<string>): number {
  for (let i = text.length - 2; i >= 0; i--) if (other.has(text.slice(i, i + 2))) return text.length - i - 2;
  return text.length;
}

function unmatchedHead(text: string, other: ReadonlySet<string>): number {
  for (let i = 0; i + 1 < text.length; i++) if (other.has(text.slice(i, i + 2))) return i;
  return text.length;
}

/** The longest run that stands twice: a candidate that is a building itself often says its estate twice. */
function longestRepeat(text: string): number {
  let most = 0;
  for (let shift = 1; shift < text.length; shift++) {
    let run = 0;
    for (let i = 0; i + shift < text.length; i++) {
      run = text[i] === text[i + shift] ? run + 1 : 0;
      if (run > most && run <= shift) most = run;
    }
  }
  return most;
}
