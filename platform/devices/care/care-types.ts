import type { LoadedProfile } from '../profiles/profile-types.ts';

export const ISSUE_KINDS = ['offline', 'flapping', 'battery', 'stuck', 'drift', 'clock', 'firmware'] as const;
/** What may ail a device. */
export type IssueKind = (typeof ISSUE_KINDS)[number];

/** Numbers and words that say why; kept with the issue. */
export type Figures = Record<string, number | string | null>;

/** What is known of a device at a moment. What is left out is not known, and nothing is said of it. */
export type Facts = {
  /** Whether it is heard, and since when, ms. */
  link?: { state: 'online' | 'offline'; since: number };
  /** Moments at which it fell silent, ms; those of the last day count. */
  drops?: readonly number[];
  /** Level of the battery, and in how many days it will be empty; null where the past says nothing. */
  battery?: { level: number; low: number; left: number | null };
  /** Of the value that should move: whether it has, and if not, since when (ms) and where it stands. */
  still?: { moved: boolean; since: number; hours: number; value: number };
  /** How far it went away from its own past, less what its neighbours did. */
  drift?: { shift: number; most: number; neighbours: number };
  /** Stamp less arrival of its last messages, seconds. */
  skews?: { seconds: readonly number[]; limit: number };
  firmware?: { has: string; wanted: string };
};

export type IssueChange =
  | { kind: IssueKind; change: 'open'; since: number; figures: Figures }
  | { kind: IssueKind; change: 'heal'; at: number }
  /** It goes on, with other figures. */
  | { kind: IssueKind; change: 'figures'; figures: Figures };

export type Health = LoadedProfile['health'];
