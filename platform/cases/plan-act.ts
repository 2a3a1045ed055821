import type { Act, State } from '@gewu/procedures/types';
import { hashStep } from '../audit/step-hash.ts';
import type { Pinned } from '../catalogue/catalogue-cache.ts';
import { EFFECTS, resume } from './act-effects.ts';
import type { ActRequest } from './act-request.ts';
import type { CaseRecord, NewStep } from './case-record.ts';
import { placeOf } from './place-of.ts';
import { stageDeadline, type Timekeeper, timeLeft } from './stage-clock.ts';

export type Plan = { row: CaseRecord; step: NewStep };

/**
 * What an act makes of a case: a pure function of the row, the declaration and the request. Nothing is read or
 * written here, so the same rules serve the server, the clock, imports and the sample.
 * @throws Error when the act is not possible from the present state (callers check and answer first)
 */
export function planAct(keeper: Timekeeper, pinned: Pinned, before: CaseRecord, request: ActRequest): Plan {
  const { loop } = pinned.loop;
  const act = loop.acts[request.act];
  const to = pinned.loop.nextState(before.state, request.act);
  if (!act || !to) throw new Error(`act ${request.act} is not possible in state ${before.state}`);
  const target = loop.states[to] as State;
  const row: CaseRecord = {
    ...before,
    marks: [...before.marks],
    state: to,
    stage: target.stage,
    updated_at: request.at,
  };
  const clockBefore = loop.states[before.state]?.clock ?? null;
  const left = timeLeft(keeper, placeOf(before), clockBefore, request.at, before.stage_due_at);

  if (request.post !== null && !row.responded_at) row.responded_at = request.at;
  for (const effect of act.effects ?? []) EFFECTS[effect]?.({ keeper, row, request, clock: clockBefore });
  giveTo(row, act, target, request);
  if (to !== before.state || row.redos !== before.redos) enterState(keeper, row, target, request.at);
  else if (!row.paused_at && (before.paused_at !== null || row.stage_due_at !== before.stage_due_at))
    setTick(keeper, row, target);
  if (target.final) row.open = false;

  const facts = {
    case_id: before.id,
    seq: before.steps + 1,
    act: request.act,
    from_state: before.state,
    to_state: to,
    account: request.account,
    post: request.post,
    at: request.at,
    due_at: before.stage_due_at,
    left_ms: left,
    note: request.note,
    data: request.data,
    files: request.files,
    act_id: request.actId,
  };
  const hash = hashStep(before.head, facts);
  row.steps = facts.seq;
  row.head = hash;
  return { row, step: { ...facts, request: request.request, prev: before.head, hash } };
}

/** Starts the clock of a state. */
export function enterState(keeper: Timekeeper, row: CaseRecord, state: State, at: Date): void {
  if (row.paused_at && state.clock !== 'paused' && state.clock !== 'review') resume(keeper, row, null, at);
  row.stage_from = at;
  row.warned = false;
  row.stage_due_at = null;
  row.tick_at = null;
  if (state.clock === 'paused' || state.clock === 'review') {
    row.paused_at ??= at;
    // on hold the limits rest; the clock only asks to look again on the day that was set
    if (state.clock === 'review' && row.suspended_until)
      row.stage_due_at = row.tick_at = new Date(`${row.suspended_until}T09:00:00+08:00`);
    return;
  }
  if (!state.clock) return;
  row.stage_due_at = stageDeadline(keeper, placeOf(row), state.clock, at)?.dueAt ?? null;
  setTick(keeper, row, state);
}

/** When the clock must look at the case next: the warning, else the nearer of the two limits. */
function setTick(keeper: Timekeeper, row: CaseRecord, state: State): void {
  if (!row.stage_due_at || !state.clock) return;
  if (state.timeout) {
    row.tick_at = row.stage_due_at;
    return;
  }
  const warnAt = stageDeadline(keeper, placeOf(row), state.clock, row.stage_from)?.warnAt;
  const whole = row.open && row.due_at && row.due_at > row.stage_from ? row.due_at : null;
  const limit = whole && whole < row.stage_due_at ? whole : row.stage_due_at;
  row.tick_at = warnAt && !row.warned && warnAt < limit ? warnAt : limit;
}

function giveTo(row: CaseRecord, act: Act, target: State, request: ActRequest): void {
  if (target.turn === 'reporter' || target.turn === 'nobody' || target.final) row.owner_post = null;
  else if (request.holder) row.owner_post = request.holder.post;
  if (act.gives === 'nobody') row.owner_post = null;
  if (request.holder?.unit !== undefined) row.unit = request.holder.unit;
}
