import type { Act, Relation, State } from '@gewu/procedures/types';
import type { Actor } from '../access/actor.ts';
import type { PostEntry } from '../access/post-cache.ts';
import type { Pinned } from '../catalogue/catalogue-cache.ts';
import type { CaseRecord } from './case-record.ts';

const DESKS = new Set(['duty_officer', 'street_desk', 'district_desk']);

export type Assisting = { post: number; unit: number; state: string };

/**
 * How an actor is related to a case.
 * @param owner the post whose turn it is, if any
 * @param assists the case's side tasks
 */
export function relationsTo(
  actor: Actor,
  row: CaseRecord,
  owner: PostEntry | undefined,
  assists: readonly Assisting[],
): Set<Relation> {
  const found = new Set<Relation>();
  if (actor.kind === 'system') return found.add('system');
  if (row.reporter === actor.account) found.add('reporter');
  // a key speaks for the reporters whose reports it brought in (Open311)
  if (actor.kind === 'key' && row.attributes.via === actor.account) found.add('reporter');
  if (actor.kind !== 'staff') return found;
  const { post } = actor;
  const covers = row.area.startsWith(post.area) && post.organisationKind !== 'department';
  if (row.owner_post === post.id) found.add('owner');
  // the department's desk acts for any of its people
  if (owner && post.role === 'department_desk' && owner.organisation === post.organisation) found.add('owner');
  if (covers && DESKS.has(post.role)) found.add('desk');
  if (covers && (DESKS.has(post.role) || post.role === 'leader') && isAbove(post.area, owner)) found.add('superior');
  if (row.handler_post === post.id || row.handler_account === actor.account) found.add('handler');
  if (
    assists.some(
      (a) =>
        (a.post === post.id || (post.role === 'department_desk' && a.unit === post.organisation)) &&
        a.state !== 'done' &&
        a.state !== 'refused',
    )
  )
    found.add('helper');
  if (!found.has('handler') && (found.has('owner') || found.has('desk'))) found.add('verifier');
  return found;
}

/** Departments stand beside the street and community desks: only the district's desk and leaders are above them. */
function isAbove(area: string, owner: PostEntry | undefined): boolean {
  if (!owner) return true;
  if (owner.organisationKind === 'department') return area.length === 6;
  return area.length < owner.area.length;
}

/** Names of the acts the actor may do now, in the order of the loop. */
export function actsFor(pinned: Pinned, row: CaseRecord, relations: ReadonlySet<Relation>): string[] {
  const possible = new Set(pinned.loop.actsFrom(row.state));
  return Object.keys(pinned.loop.loop.acts).filter((key) => possible.has(key) && mayDo(pinned, row, key, relations));
}

/** Whether an actor with these relations may do the act in the present state. */
export function mayDo(pinned: Pinned, row: CaseRecord, key: string, relations: ReadonlySet<Relation>): boolean {
  const act = pinned.loop.loop.acts[key] as Act | undefined;
  const state = pinned.loop.loop.states[row.state] as State | undefined;
  if (!act || !state || pinned.procedure.without?.includes(key)) return false;
  if (!act.by.some((relation) => relations.has(relation))) return false;
  if (!relations.has('system') && !fits(act, row)) return false;
  // work is never checked by the one who did it, whatever else they are to the case
  if (state.turn === 'verifier' && act.by.includes('verifier') && relations.has('handler') && act.to !== undefined)
    return false;
  return true;
}

/** Acts that only make sense in a condition that is no state of the loop. */
function fits(act: Act, row: CaseRecord): boolean {
  for (const effect of act.effects ?? []) {
    const asked = row.extension?.state === 'asked';
    if (effect === 'mark-pinned' && row.marks.includes('pinned')) return false;
    if (effect === 'clear-pinned' && !row.marks.includes('pinned')) return false;
    if (effect === 'pause' && row.paused_at) return false;
    if (effect === 'resume' && !row.paused_at) return false;
    if (effect === 'ask-extension' && (row.extension || !row.stage_due_at)) return false; // one extension a case
    if ((effect === 'approve-extension' || effect === 'refuse-extension') && !asked) return false;
  }
  return true;
}
