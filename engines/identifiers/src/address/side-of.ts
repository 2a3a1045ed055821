import { pairsOf } from './compare-texts.ts';
import { plainNumber } from './plain-number.ts';
import { digitsOf } from './read-numeral.ts';
import { regionsIn } from './regions.ts';
import type { Level, ParsedAddress } from './types.ts';

/** One side of a comparison, taken apart once. */
export type Side = {
  /** The whole as written. */
  whole: string;
  /** Names and numbers below the areas in a normal form; names and groups of names without the numbers. */
  text: string;
  pairs: ReadonlySet<string>;
  names: Readonly<Record<'town' | 'road' | 'place' | 'shop', readonly string[]>>;
  numbers: Readonly<Record<'number' | 'building' | 'inner', readonly string[]>>;
  /** Places and shops, and the same without words that many share. */
  named: readonly string[];
  cores: readonly string[];
  /** The last named place or shop: what the address is about. */
  last: string;
  /** How far it goes: 0 areas only, 1 road, 2 number, 3 place, 4 building, 5 shop. */
  depth: number;
  /** What each piece is, from the front. */
  levels: readonly Level[];
  /** Digit runs anywhere below the areas. */
  digits: ReadonlySet<string>;
  /** Regions of the areas at the front, and of every name anywhere. */
  regions: ReadonlySet<string>;
  mentions: ReadonlySet<string>;
};

const BRACKETS = /[()·,，。.、-]/g;
const GENERIC =
  /有限责任公司|有限公司|分公司|公司|集团|住宅小区|小区|社区|居委会|村委会|花园|家园|广场|大厦|大楼|工业园区?|工业区|产业园|科技园?|市场|超市|便利店|专卖店|营业厅|服务|中心|管理|商业|公寓|宾馆|酒店|饭店|餐厅|医院|学校|小学|中学|幼儿园|停车场|[东西南北]{1,2}\d?门|\d+期|附近|交叉口|中国|国际|[店厂城园苑楼号栋院]$/g;
const GROUPS: Partial<Record<Level, keyof Side['names']>> = {
  street: 'town',
  community: 'town',
  road: 'road',
  compound: 'place',
  shop: 'shop',
};
const NUMBERS: Partial<Record<Level, keyof Side['numbers']>> = {
  number: 'number',
  building: 'building',
  unit: 'inner',
  floor: 'inner',
  room: 'inner',
};

/** A name without the words that many places share. */
export function coreOf(name: string): string {
  return name.replace(GENERIC, '');
}

/** Takes a parsed address apart for `measureAgreement`. */
export function sideOf(parsed: ParsedAddress): Side {
  const names = { town: [] as string[], road: [] as string[], place: [] as string[], shop: [] as string[] };
  const numbers = { number: [] as string[], building: [] as string[], inner: [] as string[] };
  let [whole, text, last] = ['', '', ''];
  for (const { level, text: piece } of parsed.segments) {
    whole += piece;
    const group = GROUPS[level];
    const number = NUMBERS[level];
    if (group !== undefined) {
      const plain = digitsOf(piece).replace(BRACKETS, '').toUpperCase();
      names[group].push(plain);
      if (group === 'place' || group === 'shop') last = plain;
      text += plain;
    } else if (number !== undefined) {
      const plain = plainNumber(piece);
      numbers[number].push(plain);
      text += `${plain}|`;
    }
  }
  const named = [...names.place, ...names.shop];
  const depths = [names.road, numbers.number, names.place, numbers.building, names.shop];
  return {
    whole,
    text,
    pairs: pairsOf(text),
    names,
    numbers,
    named,
    cores: named.map(coreOf).filter(Boolean),
    last,
    depth: depths.findLastIndex((list) => list.length > 0) + 1,
    levels: parsed.segments.map(({ level }) => level),
    digits: new Set(text.match(/\d+/g) ?? []),
    regions: regionsIn(`${parsed.province ?? ''}${parsed.city ?? ''}${parsed.district ?? ''}`),
    mentions: regionsIn(whole),
  };
}
