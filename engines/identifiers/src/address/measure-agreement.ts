import { coveredShare, diceOf, longestRun, pairsOf, subsequenceOf } from './compare-texts.ts';
import { measureTails } from './measure-tails.ts';
import { type Rarity, rarityOf, weighOverlap } from './rarity.ts';
import { compareRegions } from './regions.ts';
import { coreOf, type Side } from './side-of.ts';

/** How two addresses agree, by name; every figure is independent of the order of measuring. */
export type Agreement = Readonly<Record<string, number>>;

/** 0 both missing, 1 only left, 2 only right, 3 both and different, 4 one in common. */
function kindOf(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0) return b.length === 0 ? 0 : 2;
  if (b.length === 0) return 1;
  return a.some((value) => b.includes(value)) ? 4 : 3;
}

function best(name: string, names: readonly string[], by: (a: string, b: string) => number): number {
  return names.reduce((most, other) => Math.max(most, by(name, other)), -1);
}

/** Signs of names that the other side has not. */
function lacking(names: readonly string[], other: ReadonlySet<string>): number {
  return names.reduce((sum, name) => sum + name.length * (1 - Math.max(0, coveredShare([name], other))), 0);
}

/** Words of one kind of neighbour, which another address at the same place may have. */
const EXTRAS: readonly RegExp[] = [
  /公厕|厕所|停车|充电|公交|驿站|快递|ATM|自助|出入口/,
  /[店馆吧](?:\)|$)|超市|餐|美食|小吃/,
  /公司|集团|厂/,
  /学校|小学|中学|幼儿园|医院|卫生|社区|居委会|村委会/,
  /小区|花园|公寓|大厦|广场/,
];

/** How far the nearest numbers are apart; 0.5 for 9 and 9-1 or within a range such as 1-80; −1 without numbers. */
function numbersApart(a: readonly string[], b: readonly string[]): number {
  let least = a.length === 0 || b.length === 0 ? -1 : 1000;
  for (const left of a)
    for (const right of b) {
      if (left === right) return 0;
      const [from = Number.NaN, to = from] = (right.match(/\d+/g) ?? []).map(Number);
      const number = Number(left.match(/\d+/)?.[0]);
      const within = number === from || (number >= from && number <= to);
      const apart = within ? 0.5 : Math.min(Math.abs(number - from), Math.abs(number - to));
      if (apart < least) least = apart;
    }
  return least;
}

const joined = (side: Side, groups: readonly (keyof Side['names'])[]) =>
  pairsOf(groups.flatMap((group) => side.names[group]).join('|'));
const sizes = (numbers: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...numbers].filter((digits) => other.has(digits)).length;

/**
 * Measures level by level how two addresses agree: the ground on which `compareAddresses` judges.
 * @param rarity another judgement of how rare pairs are, for learning
 */
export function measureAgreement(a: Side, b: Side, rarity: Rarity = rarityOf): Agreement {
  const out: Record<string, number> = {
    ...measureTails(a, b),
    regions: compareRegions(a.regions, b.regions),
    mentions: compareRegions(a.mentions, b.mentions),
    mentions_left: a.mentions.size,
    mentions_right: b.mentions.size,
  };
  for (const group of ['town', 'road', 'place', 'shop'] as const) {
    out[`${group}_left`] = coveredShare(a.names[group], b.pairs);
    out[`${group}_right`] = coveredShare(b.names[group], a.pairs);
    out[`${group}_kind`] = kindOf(a.names[group], b.names[group]);
    out[`${group}_count_right`] = b.names[group].length;
  }
  for (const group of ['number', 'building', 'inner'] as const) {
    out[`${group}_kind`] = kindOf(a.numbers[group], b.numbers[group]);
    out[`${group}_count_right`] = b.numbers[group].length;
  }
  const houses = [...b.numbers.number, ...b.numbers.building];
  out.house_kind = kindOf([...a.numbers.number, ...a.numbers.building], houses);
  out.building_as_house = kindOf(a.numbers.building, houses);
  out.number_as_house = kindOf(a.numbers.number, houses);
  out.same_door = out.road_kind === 4 && out.number_as_house === 4 ? 1 : 0;
  const place = best(a.names.place.at(-1) ?? '', b.named, subsequenceOf);
  out.same_block = place >= 0.8 && out.building_as_house === 4 ? 1 : 0;
  out.place_last = place;
  out.place_first = best(a.names.place[0] ?? '', b.named, subsequenceOf);
  out.shop_last = best(a.names.shop.at(-1) ?? '', b.named, subsequenceOf);
  out.road_first = best(a.names.road[0] ?? '', b.names.road, diceOf);
  out.road_last = best(b.names.road.at(-1) ?? '', a.names.road, diceOf);
  out.core_left = coveredShare(a.cores, b.pairs);
  out.core_right = coveredShare(b.cores, a.pairs);
  out.core_lacking_left = lacking(a.cores, b.pairs);
  out.core_lacking_right = lacking(b.cores, a.pairs);
  out.road_lacking_left = lacking(a.names.road, b.pairs);
  out.road_lacking_right = lacking(b.names.road, a.pairs);
  out.last_left = best(a.last, b.named, subsequenceOf);
  out.last_right = best(b.last, a.named, subsequenceOf);
  out.last_core = subsequenceOf(coreOf(a.last), coreOf(b.last));
  out.last_dice = diceOf(coreOf(a.last), coreOf(b.last));
  out.last_stands_right = a.last !== '' && b.text.includes(a.last) ? 1 : 0;
  out.last_stands_left = b.last !== '' && a.text.includes(b.last) ? 1 : 0;
  const run = longestRun(a.text, b.text);
  out.run = run;
  out.run_left = run / Math.max(1, a.text.length);
  out.run_right = run / Math.max(1, b.text.length);
  out.text_left = coveredShare([a.text], b.pairs);
  out.text_right = coveredShare([b.text], a.pairs);
  out.text_order = subsequenceOf(a.text, b.text);
  out.length_left = a.text.length;
  out.length_right = b.text.length;
  out.depth_left = a.depth;
  out.depth_right = b.depth;
  out.deeper = a.depth - b.depth;
  out.digits_left = a.digits.size === 0 ? -1 : sizes(a.digits, b.digits) / a.digits.size;
  out.digits_right = b.digits.size === 0 ? -1 : sizes(b.digits, a.digits) / b.digits.size;
  out.gate_right = /[东西南北]{1,2}\d?门|[正后侧大]门|出入口|停车场|公交站/.test(b.whole) ? 1 : 0;
  out.near_right = b.whole.includes('附近') ? 1 : 0;
  out.crossing_right = /交叉|丁字/.test(b.whole) ? 1 : 0;
  out.extra_right = EXTRAS.findIndex((words) => words.test(b.whole) && !words.test(a.whole));
  out.extra_left = EXTRAS.findIndex((words) => words.test(a.whole) && !words.test(b.whole));
  out.bracket_right = b.whole.includes('(') ? 1 : 0;
  out.number_apart = numbersApart(a.numbers.number, b.numbers.number);
  out.building_apart = numbersApart(a.numbers.building, houses);
  out.signs_left = subsequenceOf(a.cores.join(''), b.cores.join(''));
  out.crossing_left = /交叉|丁字|交汇/.test(a.whole) ? 1 : 0;
  for (const [name, groups] of GROUPS)
    for (const [key, value] of Object.entries(weighOverlap(joined(a, groups), joined(b, groups), rarity)))
      out[`${name}_weight_${key}`] = value;
  return out;
}

const GROUPS: readonly (readonly [string, readonly (keyof Side['names'])[]])[] = [
  ['all', ['town', 'road', 'place', 'shop']],
  ['named', ['place', 'shop']],
  ['road', ['road']],
];
