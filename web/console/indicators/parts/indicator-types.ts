import type { Text } from '../../../kit/text.ts';

export type Grouping = 'area' | 'unit' | 'matter' | 'month' | 'day';
export type IndicatorValue = { value: number | null; numerator: number; denominator: number; small: boolean };
export type IndicatorRow = {
  key: string;
  name: Text;
  cases: number;
  excluded: number;
  dispatched: number;
  suspended: number;
  indicators: Record<string, IndicatorValue>;
  query: string;
};
export type Definition = {
  key: string;
  name: Text;
  numerator: { fact: string } & Text;
  denominator: { fact: string } & Text;
  better: 'high' | 'low';
  six: number | null;
};
/** Answer of `GET /api/indicators`. */
export type Indicators = {
  from: string;
  to: string;
  asOf: string | null;
  definitions: Definition[];
  rows: IndicatorRow[];
  total: IndicatorRow;
  reply: { hours: number | null; replies: number; exact: boolean };
};

/** 96.4 %; a dash where nothing was due. */
export function formatRate(value: number | null): string {
  return value === null ? '—' : `${(value * 100).toFixed(1)}%`;
}
