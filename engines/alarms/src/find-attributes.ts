import type { AlarmRule, Condition, Level, Operand, Owner } from './types.ts';

/** One place of a rule that looks at an attribute. */
export type AttributeUse = {
  attribute: string;
  of: Owner;
  /** Used by the level that ends the alarm. */
  clear: boolean;
  /** What a greater value does to a level that raises: `fewer` alarms, `more`, or it cannot be told. */
  greater: 'fewer' | 'more' | 'unknown';
  /** The measured key it is compared with; or what it counts. */
  key?: string;
  counts?: 'seconds' | 'times' | 'silence';
};

/** Where a rule looks at attributes, and what a greater value would do: what a district may tune. */
export function findAttributes(rule: AlarmRule): AttributeUse[] {
  const levels = Object.values(rule.levels).flatMap((level) => usesOfLevel(level, false));
  return rule.clear ? [...levels, ...usesOfLevel(rule.clear, true)] : levels;
}

function usesOfLevel(level: Level, clear: boolean): AttributeUse[] {
  const counted = (['seconds', 'times'] as const).flatMap((counts) =>
    attributesIn(level[counts]).map((found) => ({ ...found, clear, greater: fewerUnless(clear), counts })),
  );
  return [...usesOfCondition(level.when, clear, false), ...counted];
}

function usesOfCondition(condition: Condition, clear: boolean, negated: boolean): AttributeUse[] {
  if ('all' in condition) return condition.all.flatMap((part) => usesOfCondition(part, clear, negated));
  if ('any' in condition) return condition.any.flatMap((part) => usesOfCondition(part, clear, negated));
  if ('not' in condition) return usesOfCondition(condition.not, clear, !negated);
  if ('silent' in condition)
    return attributesIn(condition.silent).map((found) => ({
      ...found,
      clear,
      greater: negated ? 'unknown' : fewerUnless(clear),
      counts: 'silence' as const,
    }));
  const { left, is, right } = condition;
  const key = typeof left === 'object' && 'key' in left ? left.key : undefined;
  const plain = typeof right === 'object' && 'attribute' in right && key !== undefined && !clear && !negated;
  return [...attributesIn(left), ...attributesIn(right)].map((found) => ({
    ...found,
    clear,
    greater: plain && is.startsWith('>') ? 'fewer' : plain && is.startsWith('<') ? 'more' : 'unknown',
    ...(key !== undefined && { key }),
  }));
}

const fewerUnless = (clear: boolean) => (clear ? ('unknown' as const) : ('fewer' as const));

function attributesIn(operand: Operand | undefined): { attribute: string; of: Owner }[] {
  if (typeof operand !== 'object') return [];
  if ('attribute' in operand) return [{ attribute: operand.attribute, of: operand.of ?? 'device' }];
  return 'calc' in operand ? operand.of.flatMap(attributesIn) : [];
}
