import type { Selectable } from 'kysely';
import type { StepFacts } from '../audit/step-hash.ts';
import type { Cases } from '../db/types.ts';

/** A row of `cases` as the rules see it; `search` is derived and `extension`, `attributes` are plain JSON. */
export type CaseRecord = Omit<Selectable<Cases>, 'search' | 'extension' | 'attributes'> & {
  extension: Record<string, unknown> | null;
  attributes: Record<string, unknown>;
};

/** A step ready to be appended. */
export type NewStep = StepFacts & { request: Buffer; prev: Buffer; hash: Buffer };

/** What the doer of an act gets back; the same for every replay. */
export type Receipt = { actId: string; number: string; seq: number; act: string; state: string; at: string };
