import type { Text } from '../../../kit/text.ts';

export const doubtStates = ['open', 'asked', 'answered', 'dropped'] as const;
export type DoubtState = (typeof doubtStates)[number];
export const doubtKinds = ['link', 'conflict', 'vacancy', 'stale'] as const;
export type DoubtKind = (typeof doubtKinds)[number];

export type Doubt = {
  id: number;
  kind: DoubtKind;
  state: DoubtState;
  area: string;
  areaName: string;
  door: { id: number; label: string } | null;
  entities: number[];
  question: { title: Text; choices: { value: string; name: Text }[] } | null;
  case: string | null;
  answer: string | null;
  note: string | null;
  createdAt: string;
  answeredAt: string | null;
  askAfter: string | null;
};
export type AreaCount = {
  area: string;
  name: string;
  open: number;
  asked: number;
  answered: number;
  dropped: number;
  visits: number;
};
