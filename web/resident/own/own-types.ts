import type { Text } from '../../kit/text.ts';

export type OwnFrom = {
  source: Text;
  department: Text;
  seen: string;
  purposes: Text[];
  legalBasis: Text;
  years: number;
  from: string;
  agrees: boolean;
};
export type OwnField = {
  key: string;
  name: Text;
  type: string;
  sensitive: boolean;
  value: Text | null;
  masked: Text | null;
  choices: { value: string; name: Text }[] | null;
  from: OwnFrom[];
};
export type OwnRequest = {
  number: string;
  title: string;
  state: string;
  open: boolean;
  kind: 'verify' | 'correct' | 'delete';
  outcome: string | null;
  /** correct: which field. */
  field: Text | null;
  openedAt: string;
};
export type Own = {
  verified: boolean;
  person: { label: string; areaName: string; home: string | null; rows: number; fields: OwnField[] } | null;
  requests: OwnRequest[];
};
export type OwnLook = {
  at: string;
  role: string;
  post: string;
  organisation: string;
  fields: Text[];
  purpose: Text | null;
};
