import { recordEvent } from '../audit/record-event.ts';
import { type Db, withSystem } from '../db/with-actor.ts';
import type { Context } from '../http/context.ts';
import { notFound, type Sentence } from '../http/problem.ts';
import { type Actor, areaOf } from './actor.ts';
import { type Permission, requirePermission } from './permissions.ts';

export type Change = {
  permission: Permission;
  /** Where the changed thing stands; outside the actor's area it does not exist for them. */
  area: string;
  /** What the thing is, for the answer when it is out of sight. */
  what: Sentence;
  /** For the audit trail; the data holds no personal details. */
  subject: string;
  data: Record<string, unknown>;
};

/**
 * A change of what the district has declared or arranged: right, then sight, then the work and its audit row in one
 * transaction under the system's role, then the caches.
 * @throws Problem 403 without the permission, 404 outside the actor's area
 */
export async function changeAccess<T>(
  ctx: Context,
  actor: Actor,
  change: Change,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  requirePermission(actor, change.permission);
  if (!change.area.startsWith(areaOf(actor))) throw notFound(change.what);
  const result = await withSystem(ctx.pool, async (db) => {
    const done = await work(db);
    await recordEvent(db, actor, { kind: 'change', area: change.area, subject: change.subject, data: change.data });
    return done;
  });
  ctx.caches.posts.invalidate();
  return result;
}
