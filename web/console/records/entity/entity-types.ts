import type { Text } from '../../../kit/text.ts';

/** A value as the server shows it: plain, or masked where it is sensitive. */
export type Said = { value: Text | null; masked: Text | null };
export type Provenance = Said & {
  record: number;
  source: string;
  sourceName: Text;
  department: Text;
  seen: string;
  trust: number;
  agrees: boolean;
  outside: boolean;
  vanished: boolean;
};
export type Field = Said & {
  name: Text;
  class: string;
  sensitive: boolean;
  provenance: Provenance[];
  conflict: Said[];
};
export type GraphNode = { id: number; kind: string; label: string; minor: boolean; hop: number };
export type GraphEdge = { from: number; to: number; relation: string; name: Text; seen: string | null };
export type Graph = { nodes: GraphNode[]; edges: GraphEdge[]; total: number; beyond: number };
export type PlacedCase = {
  number: string;
  title: string;
  state: string;
  place: string | null;
  openedAt: string;
  open: boolean;
  overdue: boolean;
  why: 'about' | 'address' | 'near';
};
export type Decision = {
  id: number;
  kind: string;
  at: string;
  reason: string;
  by: Text;
  undoneAt: string | null;
  entities: number[];
};
export type Change = { id: number; at: string; cause: string; fields: { name: Text; before: Said; after: Said }[] };
export type Mention = {
  record: number;
  part: number;
  source: string;
  sourceName: Text;
  seen: string;
  vanished: boolean;
  outside: boolean;
};
export type Entity = {
  id: number;
  kind: string;
  kindName: Text;
  label: string;
  areaName: string;
  path: { code: string; name: Text }[];
  minor: boolean;
  rows: number;
  seen: string | null;
  mergedInto: number | null;
  sources: { code: string; name: Text; department: Text }[];
  fields: Record<string, Field>;
  mentions: Mention[];
  graph: Graph;
  cases: PlacedCase[];
  doubts: { id: number; kind: string; field: Text | null; state: string; case: string | null; at: string }[];
  history: { decisions: Decision[]; changes: Change[] };
};
export type Look = { at: string; by: Text; fields: string[]; purpose: Text | null; case: string | null };
