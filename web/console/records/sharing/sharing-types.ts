import type { Text } from '../../../kit/text.ts';

export const totalNames = [
  'mentions',
  'entities',
  'duplicates',
  'reused',
  'shared',
  'contested',
  'doubtsOpen',
  'doubtsAnswered',
  'searches',
  'opens',
  'looks',
  'compares',
] as const;
export const mapMeasures = ['fresh', 'atHome', 'livedIn'] as const;
export type MapMeasure = (typeof mapMeasures)[number];

export type SharedArea = {
  code: string;
  name: string;
  people: number | null;
  homes: number;
  organisations: number;
  open: number;
} & Record<MapMeasure, number | null>;
export type SharedSource = {
  code: string;
  name: Text;
  department: Text;
  category: string;
  frequency: string;
  purposes: Text[];
  rows: number;
  lastAt: string | null;
  late: boolean;
};
export type Use = { kind: string; purpose: string; purposeName: Text; unit: string; unitName: Text; n: number | null };
export type Sharing = {
  area: string;
  areaName: string;
  asOf: string | null;
  totals: Record<(typeof totalNames)[number], number>;
  kinds: { kind: string; name: Text; entities: number; mentions: number; shared: number }[];
  coverage: { what: string; part: number | null; whole: number }[];
  freshness: { kind: string; name: Text; fresh: number | null; ageing: number | null; stale: number | null }[];
  areas: SharedArea[];
  sources: SharedSource[];
  feeds: { source: string; kind: string; n: number }[];
  uses: Use[];
};
