import { createHash } from 'node:crypto';
import type { Urgency } from '@gewu/procedures/types';
import type { Actor } from '../access/actor.ts';
import { canonical, GENESIS, hashStep } from '../audit/step-hash.ts';
import type { Pinned } from '../catalogue/catalogue-cache.ts';
import type { CaseRecord, NewStep } from './case-record.ts';
import type { OpenInput } from './open-input.ts';
import { enterState } from './plan-act.ts';
import { type Timekeeper, wholeDeadline } from './stage-clock.ts';

type Placed = {
  id: number;
  area: string;
  owner: number | null;
  reason: string;
  urgency: Urgency;
  title: string;
  contact: Buffer | null;
};

/** The row and first step of a new case; pure, so that imports and the sample obey the same rules. */
export function planOpen(
  keeper: Timekeeper,
  pinned: Pinned,
  actor: Actor,
  input: OpenInput,
  placed: Placed,
): { row: CaseRecord; step: NewStep } {
  const at = input.at ?? new Date();
  const { loop } = pinned.loop;
  const state = loop.states[loop.initial];
  if (!state) throw new Error(`loop ${loop.loop} has no initial state`);
  const staff = actor.kind === 'staff';
  const row: CaseRecord = {
    id: placed.id,
    area: placed.area,
    procedure: pinned.procedure.procedure,
    procedure_version: pinned.version,
    matter: input.matter ?? null,
    source: input.source ?? (staff ? (actor.post.role === 'grid_worker' ? 'patrol' : 'hotline') : 'resident'),
    channel: input.channel ?? (staff ? 'web' : actor.kind === 'resident' ? 'app' : 'api'),
    urgency: placed.urgency,
    complex: false,
    title: placed.title,
    description: input.description,
    place: input.place ?? null,
    lon: input.lon ?? null,
    lat: input.lat ?? null,
    route_reason: placed.reason,
    state: loop.initial,
    stage: state.stage,
    open: true,
    owner_post: state.turn === 'owner' || state.turn === 'verifier' ? placed.owner : null,
    unit: null,
    handler_post: null,
    handler_account: null,
    reporter: actor.kind === 'resident' || staff ? actor.account : null,
    contact: placed.contact,
    anonymous: input.anonymous ?? false,
    confidential: input.confidential ?? false,
    marks: [],
    returns: 0,
    redos: 0,
    extension: null,
    merged_into: null,
    opened_at: at,
    filed_at: null,
    dispatched_at: null,
    responded_at: null,
    handled_at: null,
    closed_at: null,
    due_at: null,
    stage_from: at,
    stage_due_at: null,
    tick_at: null,
    warned: false,
    overdue_at: null,
    escalated_to: null,
    paused_at: null,
    suspended_until: null,
    result: null,
    rating: null,
    solved: null,
    attributes: input.attributes ?? {},
    steps: 1,
    head: GENESIS,
    updated_at: at,
  };
  row.due_at =
    wholeDeadline(
      keeper,
      { matter: row.matter, procedure: row.procedure, urgency: placed.urgency, area: row.area },
      at,
    ) ?? null;
  enterState(keeper, row, state, at);
  const facts = {
    case_id: row.id,
    seq: 1,
    act: 'report',
    from_state: null,
    to_state: row.state,
    account: actor.account,
    post: staff ? actor.post.id : null,
    at,
    due_at: null,
    left_ms: null,
    note: null,
    data: { description: input.description, ...(input.place && { place: input.place }) },
    files: input.files ?? [],
    act_id: input.actId.toLowerCase(),
  };
  row.head = hashStep(GENESIS, facts);
  const request = createHash('sha256')
    .update(
      canonical([
        'open',
        actor.account,
        input.description,
        input.matter,
        input.lon,
        input.lat,
        input.place,
        input.files,
      ]),
    )
    .digest();
  return { row, step: { ...facts, request, prev: GENESIS, hash: row.head } };
}
