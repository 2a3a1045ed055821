import type { Limit, LimitUnit, Urgency } from '@gewu/procedures/types';

/** A row of `limit_rule` that is in force. */
export type LimitRule = {
  id: number;
  matter: string | null;
  procedure: string | null;
  urgency: string | null;
  stage: string;
  area: string | null;
  amount: number;
  unit: LimitUnit;
  warn_ratio: number;
};

/**
 * The limit of a stage: the most particular row wins. A row for the matter beats one for the procedure, then one for
 * the urgency, then the smaller area. Equal rows: the newest.
 */
export function findLimit(
  rules: readonly LimitRule[],
  at: { stage: string; matter: string | null; procedure: string; urgency: Urgency; area: string },
): Limit | undefined {
  let best: LimitRule | undefined;
  let bestWeight = -1;
  for (const rule of rules) {
    if (rule.stage !== at.stage) continue;
    if (rule.matter && rule.matter !== at.matter) continue;
    if (rule.procedure && rule.procedure !== at.procedure) continue;
    if (rule.urgency && rule.urgency !== at.urgency) continue;
    if (rule.area && !at.area.startsWith(rule.area)) continue;
    const weight =
      (rule.matter ? 1000 : 0) + (rule.procedure ? 500 : 0) + (rule.urgency ? 100 : 0) + (rule.area?.length ?? 0);
    if (weight > bestWeight || (weight === bestWeight && best && rule.id > best.id)) {
      best = rule;
      bestWeight = weight;
    }
  }
  return best && { amount: best.amount, unit: best.unit, warnRatio: best.warn_ratio };
}
