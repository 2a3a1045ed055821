import { createHash } from 'node:crypto';

/** What a step's hash covers: everything a reader relies on. */
export type StepFacts = {
  case_id: number;
  seq: number;
  act: string;
  from_state: string | null;
  to_state: string;
  account: string;
  post: number | null;
  at: Date;
  due_at: Date | null;
  left_ms: number | null;
  note: string | null;
  data: unknown;
  files: string[];
  act_id: string;
};

/** The predecessor of a case's first step. */
export const GENESIS: Buffer = Buffer.alloc(32);

/**
 * SHA-256 over the previous hash and the facts in a fixed order. Object keys are sorted, because JSON columns come
 * back from the database in their own order.
 */
export function hashStep(prev: Buffer, s: StepFacts): Buffer {
  const facts = [
    s.case_id,
    s.seq,
    s.act,
    s.from_state,
    s.to_state,
    s.account,
    s.post,
    s.at.getTime(),
    s.due_at?.getTime() ?? null,
    s.left_ms,
    s.note,
    canonical(s.data),
    s.files,
    s.act_id.toLowerCase(),
  ];
  return createHash('sha256').update(prev).update(JSON.stringify(facts)).digest();
}

/** JSON with sorted keys: equal values give equal text. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
}
