import type { ActOffer } from '../../kit/act-form.tsx';
import type { Text } from '../../kit/text.ts';

/** What this face reads of a row of `GET /api/cases`. */
export type CaseRow = {
  number: string;
  title: string;
  state: string;
  stage: string;
  matter: string | null;
  procedure: string;
  area: string;
  areaName: string;
  place: string | null;
  openedAt: string;
  stageDueAt: string | null;
  overdue: boolean;
  warned: boolean;
  pausedAt: string | null;
  thumb: string | null;
  lon: number | null;
  lat: number | null;
  seq: number;
};
export type CaseDetail = CaseRow & {
  description: string;
  anonymous: boolean;
  followers: number;
  rating: number | null;
  solved: boolean | null;
  mergedInto: string | null;
  acts: ActOffer[];
};
export type Step = {
  seq: number;
  act: string;
  name: Text;
  fromState: string | null;
  toState: string;
  at: string;
  who: { name: string | null; post: string } | { reporter: true } | { system: true };
  note: string | null;
  files: string[];
};
