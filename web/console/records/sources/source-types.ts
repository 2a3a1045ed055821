import type { Text } from '../../../kit/text.ts';

/** A column of a source: what it fills, how it is checked and protected. */
export type SourceField = {
  column: string;
  to: string[];
  toNames: Text[];
  class: 'open' | 'internal' | 'personal' | 'sensitive';
  trust: number;
  required: boolean;
  check: string;
};

export type Source = {
  code: string;
  name: Text;
  department: { code: string; name: Text };
  category: string;
  frequency: string;
  purposes: ({ code: string } & Text)[];
  legalBasis: Text;
  retention: { years: number; from: string; destruction: string };
  parts: { name: string; kind: string; kindName: Text }[];
  key: string[];
  seen: string | null;
  fields: SourceField[];
  feed: { kind: string; every: string; configured: boolean } | null;
  rows: number;
  lastAt: string | null;
  late: boolean;
  mine: boolean;
};

/** The nine categories of base data, in the order in which they are told. */
export const CATEGORIES = [
  'people',
  'land',
  'houses',
  'events',
  'components',
  'organisations',
  'opinion',
  'places',
  'forces',
] as const;
