import type { CaseFact } from '../cases/case-facts.ts';
import type { Sentence } from '../http/problem.ts';

export type IndicatorDefinition = {
  name: Sentence;
  numerator: { fact: CaseFact } & Sentence;
  denominator: { fact: CaseFact } & Sentence;
  /** Which direction is good; decides colours of charts and maps. */
  better: 'high' | 'low';
  /** Number in Yulin's list of six monthly indicators. */
  six?: number;
};

/** Below this denominator a rate says little and is marked. */
export const SMALL_SAMPLE = 30;

/**
 * Working definitions: the names are published, the formulas are not. Cases are taken by the day they were opened;
 * void, withdrawn and merged ones are left out and counted apart.
 */
export const INDICATORS = {
  response: {
    name: { zh: '响应率', en: 'Response' },
    numerator: { fact: 'responded', zh: '在时限内首次联系或处理', en: 'first answered before any limit was missed' },
    denominator: { fact: 'due_contact', zh: '已响应或响应时限已过', en: 'answered, or the limit has passed' },
    better: 'high',
  },
  resolution: {
    name: { zh: '解决率', en: 'Resolution' },
    numerator: { fact: 'solved', zh: '上报人认为已解决', en: 'the reporter says it is solved' },
    denominator: { fact: 'answered', zh: '评价或回访得到是否解决的答复', en: 'the reporter said whether it is solved' },
    better: 'high',
  },
  satisfaction: {
    name: { zh: '满意率', en: 'Satisfaction' },
    numerator: { fact: 'satisfied', zh: '评价满意及以上（4—5 星）', en: 'rated satisfied or better (4–5 stars)' },
    denominator: { fact: 'rated', zh: '已评价或回访得到评价', en: 'rated, by the reporter or at the call-back' },
    better: 'high',
    six: 2,
  },
  onTime: {
    name: { zh: '按时办结率', en: 'On time' },
    numerator: {
      fact: 'on_time',
      zh: '在时限内办结（含经批准的延期）',
      en: 'work done within the limit, approved extension counted',
    },
    denominator: { fact: 'limit_fell', zh: '已办结或时限已过', en: 'work done, or the limit has passed' },
    better: 'high',
    six: 6,
  },
  return: {
    name: { zh: '回退率', en: 'Return' },
    numerator: {
      fact: 'returned',
      zh: '派遣后曾被退回（计入现承办单位）',
      en: 'returned at least once (counted for the unit that has it now)',
    },
    denominator: { fact: 'dispatched', zh: '已派遣', en: 'dispatched' },
    better: 'low',
    six: 4,
  },
  redo: {
    name: { zh: '重办率', en: 'Redo' },
    numerator: { fact: 'redone', zh: '结案后重办', en: 'reopened after closing' },
    denominator: { fact: 'closed', zh: '曾结案', en: 'closed at least once' },
    better: 'low',
    six: 5,
  },
  overdue: {
    name: { zh: '超期率', en: 'Overdue' },
    numerator: { fact: 'overdue', zh: '超过时限（含未办结）', en: 'past the limit, open or closed' },
    denominator: { fact: 'limit_fell', zh: '已办结或时限已过', en: 'work done, or the limit has passed' },
    better: 'low',
  },
  repeat: {
    name: { zh: '重复投诉率', en: 'Repeat' },
    numerator: {
      fact: 'repeated',
      zh: '同一事项结案后 30 日内由同一人或在同一地点再次上报',
      en: 'same matter again by the same reporter or at the same place within 30 days of closing',
    },
    denominator: { fact: 'closed', zh: '曾结案', en: 'closed at least once' },
    better: 'low',
  },
  receipt: {
    name: { zh: '及时接收率', en: 'Timely receipt' },
    numerator: { fact: 'received', zh: '派遣后在接收时限内接收', en: 'received within the receipt limit' },
    denominator: { fact: 'receipt_due', zh: '已接收或接收时限已过', en: 'received, or the receipt limit has passed' },
    better: 'high',
    six: 3,
  },
  dissatisfied: {
    name: { zh: '不满意率', en: 'Dissatisfied' },
    numerator: {
      fact: 'dissatisfied',
      zh: '评价不满意（1—2 星）或未解决',
      en: 'rated 1–2 stars, or not solved and not rated',
    },
    denominator: { fact: 'called', zh: '评价或回访得到答复', en: 'rated or called back with an answer' },
    better: 'low',
  },
} as const satisfies Record<string, IndicatorDefinition>;

export type IndicatorKey = keyof typeof INDICATORS;
export const INDICATOR_KEYS = Object.keys(INDICATORS) as IndicatorKey[];

export type IndicatorValue = { value: number | null; numerator: number; denominator: number; small: boolean };

/** A rate with what it is made of; no value where nothing was due. */
export function rate(numerator: number, denominator: number): IndicatorValue {
  return {
    value: denominator > 0 ? numerator / denominator : null,
    numerator,
    denominator,
    small: denominator < SMALL_SAMPLE,
  };
}
