import type { ActOffer } from '../../kit/act-form.tsx';
import type { FormSchema } from '../../kit/json-form.ts';
import type { Text } from '../outbox/outbox-item.ts';

export type { ActOffer };

/** The parts of the API's answers that the phone uses. */
export type Urgency = 'critical' | 'urgent' | 'normal';

export type CaseRow = {
  number: string;
  title: string;
  state: string;
  stage: string;
  matter: string | null;
  urgency: Urgency;
  area: string;
  areaName: string;
  place: string | null;
  openedAt: string;
  dueAt: string | null;
  stageDueAt: string | null;
  leftMs: number | null;
  overdue: boolean;
  pausedAt: string | null;
  procedure: string;
  owner: { post: number; name: string } | null;
  warned: boolean;
  marks: string[];
  source: string;
  thumb: string | null;
  lon: number | null;
  lat: number | null;
  seq: number;
};

export type CaseDetail = CaseRow & {
  description: string;
  attributes: Record<string, unknown>;
  procedureVersion: number;
  contact: { name: string; phone: string } | null;
  files: { id: string; mime: string }[];
  acts: ActOffer[];
  /** Only the line of the list is known. */
  partial?: boolean;
};

export type CaseStep = {
  seq: number;
  act: string;
  name: Text;
  fromState: string | null;
  toState: string;
  at: string;
  who: { name?: string | null; post?: string | null; reporter?: boolean; system?: boolean };
  dueAt: string | null;
  leftMs: number | null;
  note: string | null;
  files: string[];
};

/** A procedure with its loop, as declared in the catalogue. */
export type Declaration = {
  procedure: string;
  version: number;
  name: Text;
  stages: { key: string; name: Text }[];
  /** Acts of the loop that this procedure goes without. */
  without?: string[];
  states: Record<string, { name: Text; stage: string; turn: string; final?: boolean }>;
  acts: Record<
    string,
    {
      name: Text;
      from: string[];
      to?: string;
      by: string[];
      gives?: string;
      ask?: FormSchema;
      evidence?: number;
      effects?: string[];
      style?: ActOffer['style'];
    }
  >;
};
