import type { Text } from '../../kit/text.ts';

/** One line of a list of cases (`GET /api/cases`). Times are ISO 8601, durations milliseconds. */
export type CaseRow = {
  number: string;
  title: string;
  state: string;
  stage: string;
  matter: string | null;
  urgency: string;
  area: string;
  areaName: string;
  place: string | null;
  openedAt: string;
  dueAt: string | null;
  stageDueAt: string | null;
  leftMs: number | null;
  overdue: boolean;
  warned: boolean;
  marks: string[];
  owner: { post: number; name: string } | null;
  unit: { id: number; name: string } | null;
  source: string;
  thumb: string | null;
  lon: number | null;
  lat: number | null;
  seq: number;
};

/** What this post may do to the case now; faces draw their buttons from this and from nothing else. */
export type ActOffer = {
  act: string;
  name: Text;
  style: 'primary' | 'normal' | 'minor' | 'danger';
  ask: Record<string, unknown> | null;
  evidence: number;
  needsTarget: boolean;
};

/** A side task of another unit (协同). */
export type Assist = {
  id: number;
  unit: { id: number; name: string } | null;
  post: { post: number; name: string } | null;
  work: string;
  whistle: boolean;
  dueAt: string | null;
  state: 'asked' | 'agreed' | 'refused' | 'arrived' | 'done';
  answer: string | null;
};
export type Extension = {
  state: 'asked' | 'approved' | 'refused';
  until?: string;
  days?: number;
  reason?: string;
  opinion?: string;
};

/** The whole case (`GET /api/cases/:number`). */
export type CaseDetail = CaseRow & {
  description: string;
  attributes: Record<string, unknown>;
  procedure: string;
  procedureVersion: number;
  contact: { name: string | null; phone: string | null } | null;
  mine: boolean;
  routeReason: string;
  extension: Extension | null;
  assists: Assist[];
  pausedAt: string | null;
  rating: number | null;
  solved: boolean | null;
  result: string | null;
  followers: number;
  files: { id: string; mime: string; step: number | null }[];
  mergedInto: string | null;
  acts: ActOffer[];
};

/** One node of the closed loop (`GET /api/cases/:number/steps`). */
export type Step = {
  seq: number;
  act: string;
  name: Text;
  fromState: string | null;
  toState: string;
  at: string;
  who: { name?: string; post?: string; reporter?: true; system?: true };
  dueAt: string | null;
  leftMs: number | null;
  note: string | null;
  data: Record<string, unknown>;
  files: string[];
  hash: string;
};
export type RelatedCase = CaseRow & { distance: number | null; reason: Text | string };
/** The answer to an act that was accepted. */
export type Receipt = { actId: string; number: string; seq: number; act: string; state: string; at: string };
