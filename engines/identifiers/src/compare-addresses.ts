import { readFileSync } from 'node:fs';
import { flattenTrees } from './address/flatten-trees.ts';
import { judgeFlat } from './address/judge-flat.ts';
import { likeliest, type TreeModel } from './address/judge-trees.ts';
import { measureAgreement } from './address/measure-agreement.ts';
import { compareRegions } from './address/regions.ts';
import { type Side, sideOf } from './address/side-of.ts';
import type { ParsedAddress } from './address/types.ts';
import { addressKey } from './address-key.ts';
import { parseAddress } from './parse-address.ts';

export type Verdict = 'none' | 'partial' | 'exact';

/** What one level says: `same`, `differs` on both sides, or named on one side only. */
export type LevelReason = {
  level: 'region' | 'street' | 'road' | 'number' | 'place' | 'building' | 'room';
  agreement: 'same' | 'similar' | 'differs' | 'only-left' | 'only-right';
};

export type AddressComparison = {
  verdict: Verdict;
  /** Probability of each verdict by the trees, before rare ones are given more weight. */
  probabilities: Readonly<Record<Verdict, number>>;
  /** Levels that at least one side names, from the widest to the narrowest. */
  reasons: readonly LevelReason[];
};

const VERDICTS: readonly Verdict[] = ['none', 'partial', 'exact'];
const MODEL = JSON.parse(readFileSync(new URL('../data/agreement-trees.txt', import.meta.url), 'utf8')) as TreeModel;
const TREES = flattenTrees(MODEL.trees);

/**
 * Whether two addresses mean the same: `exact` the same door, building or business, `partial` the same road or place
 * but not the same target, `none` neither. The first is the address asked about, the second a candidate for it: the
 * judgement is not symmetric, since a candidate may say less than is asked.
 * Two addresses that the gazetteer puts into one area and that have the same building key are `exact` without more ado.
 * @param left an address as written or already parsed
 */
export function compareAddresses(left: string | ParsedAddress, right: string | ParsedAddress): AddressComparison {
  const parsed = {
    left: typeof left === 'string' ? parseAddress(left) : left,
    right: typeof right === 'string' ? parseAddress(right) : right,
  };
  const [a, b] = [sideOf(parsed.left), sideOf(parsed.right)];
  const agreement = measureAgreement(a, b);
  const chances = judgeFlat(
    TREES,
    MODEL.features.map((feature) => agreement[feature] as number),
  );
  const [none = 0, partial = 0, exact = 0] = chances;
  return {
    verdict: sameBuilding(parsed.left, parsed.right)
      ? 'exact'
      : (VERDICTS[likeliest(chances, MODEL.factors)] as Verdict),
    probabilities: { none, partial, exact },
    reasons: reasonsOf(a, b, agreement.place_last as number),
  };
}

function sameBuilding(a: ParsedAddress, b: ParsedAddress): boolean {
  if (a.area === undefined || a.area !== b.area || a.building === undefined) return false;
  return addressKey(a).building === addressKey(b).building;
}

function reasonsOf(a: Side, b: Side, alike: number): LevelReason[] {
  const reasons: LevelReason[] = [];
  const regions = compareRegions(a.mentions, b.mentions);
  if (regions !== 0) reasons.push({ level: 'region', agreement: regions > 0 ? 'same' : 'differs' });
  const add = (level: LevelReason['level'], left: readonly string[], right: readonly string[]) => {
    if (left.length + right.length === 0) return;
    if (left.length === 0) reasons.push({ level, agreement: 'only-right' });
    else if (right.length === 0) reasons.push({ level, agreement: 'only-left' });
    else if (left.some((name) => right.includes(name))) reasons.push({ level, agreement: 'same' });
    else reasons.push({ level, agreement: level === 'place' && alike >= 0.6 ? 'similar' : 'differs' });
  };
  add('street', a.names.town, b.names.town);
  add('road', a.names.road, b.names.road);
  add('number', a.numbers.number, b.numbers.number);
  add('place', a.named, b.named);
  add('building', a.numbers.building, b.numbers.building);
  add('room', a.numbers.inner, b.numbers.inner);
  return reasons;
}
