import { createHash } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/with-actor.ts';
import { canonical } from './step-hash.ts';

export type AuditFacts = {
  at: Date;
  account: string;
  post: number | null;
  kind: string;
  case_id: number | null;
  area: string | null;
  subject: string | null;
  data: unknown;
};

/** Hash of one audit row; seals chain the rows, see seal-trail.ts. */
export function hashEvent(e: AuditFacts): Buffer {
  return createHash('sha256')
    .update(canonical([e.at.getTime(), e.account, e.post, e.kind, e.case_id, e.area, e.subject, e.data]))
    .digest();
}

/**
 * Appends to the audit trail, in the caller's transaction: what is recorded happened, what rolled back did not.
 * @param event kind (look, change, export, …), what it was about, and non-personal details
 */
export async function recordEvent(
  db: Db,
  actor: Actor,
  event: { kind: string; caseId?: number; area?: string; subject?: string; data?: Record<string, unknown> },
): Promise<void> {
  const facts: AuditFacts = {
    at: new Date(),
    account: actor.account,
    post: actor.kind === 'staff' ? actor.post.id : null,
    kind: event.kind,
    case_id: event.caseId ?? null,
    area: event.area ?? (actor.kind === 'staff' ? actor.post.area : actor.kind === 'key' ? actor.area : null),
    subject: event.subject ?? null,
    data: event.data ?? {},
  };
  await db
    .insertInto('audit_event')
    .values({ ...facts, data: JSON.stringify(facts.data), hash: hashEvent(facts) })
    .execute();
}
