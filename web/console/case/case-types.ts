import type { ActOffer } from '../../kit/act-form.tsx';
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
  open: boolean;
};

/** A side task of another unit (协同). */
export type Assist = {
  id: number;
  unitName: string;
  postName: string;
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
  files: { id: string; mime: string }[];
  anonymous: boolean;
  confidential: boolean;
  complex: boolean;
  returns: number;
  redos: number;
  suspendedUntil: string | null;
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
  who: { name?: string | null; post?: string; reporter?: true; system?: true };
  dueAt: string | null;
  leftMs: number | null;
  note: string | null;
  data: Record<string, unknown>;
  files: string[];
  hash: string;
};
export type RelatedCase = CaseRow & { distance: number | null; reason: 'duplicate' | 'near' | 'same-matter' };
/** The answer to an act that was accepted. */
export type Receipt = { actId: string; number: string; seq: number; act: string; state: string; at: string };
