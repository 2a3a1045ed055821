import type { Act, Effect, State, Urgency } from '@gewu/procedures/types';
import { hashStep } from '../audit/step-hash.ts';
import type { Pinned } from '../catalogue/catalogue-cache.ts';
import type { CaseRecord, NewStep } from './case-record.ts';
import { afterPause, stageDeadline, type Timekeeper, timeLeft, wholeDeadline } from './stage-clock.ts';

export type ActRequest = {
  act: string;
  actId: string;
  at: Date;
  account: string;
  /** null for residents and the system */
  post: number | null;
  note: string | null;
  data: Record<string, unknown>;
  files: string[];
  request: Buffer;
  /** Who holds the case afterwards, already looked up by the host from the act's `gives`; undefined: as before. */
  holder: { post: number | null; unit?: number } | undefined;
};

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
  for (const effect of act.effects ?? []) applyEffect(keeper, row, effect, request, clockBefore);
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

export function placeOf(row: CaseRecord): { matter: string | null; procedure: string; urgency: Urgency; area: string } {
  return { matter: row.matter, procedure: row.procedure, urgency: row.urgency as Urgency, area: row.area };
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

function resume(keeper: Timekeeper, row: CaseRecord, clock: string | null, at: Date): void {
  const pausedAt = row.paused_at;
  if (!pausedAt) return;
  // the whole limit counts on the clock of handling; the stage limit on its own
  if (row.due_at) row.due_at = afterPause(keeper, placeOf(row), 'handle', row.due_at, pausedAt, at);
  if (row.stage_due_at) row.stage_due_at = afterPause(keeper, placeOf(row), clock, row.stage_due_at, pausedAt, at);
  row.paused_at = null;
}

function mark(row: CaseRecord, name: string): void {
  if (!row.marks.includes(name)) row.marks.push(name);
}

function applyEffect(
  keeper: Timekeeper,
  row: CaseRecord,
  effect: Effect,
  request: ActRequest,
  clock: string | null,
): void {
  const { data, at } = request;
  switch (effect) {
    case 'file': {
      row.filed_at ??= at;
      const planned = wholeDeadline(keeper, placeOf(row), row.opened_at);
      // time that rested before filing, or was given by a redo, stays given
      const given = planned && row.due_at ? Math.max(0, row.due_at.getTime() - planned.getTime()) : 0;
      if (typeof data.matter === 'string') row.matter = data.matter;
      if (typeof data.urgency === 'string') row.urgency = data.urgency;
      if (typeof data.complex === 'boolean') row.complex = data.complex;
      const due = wholeDeadline(keeper, placeOf(row), row.opened_at);
      row.due_at = due ? new Date(due.getTime() + given) : null;
      return;
    }
    case 'dispatch':
      row.dispatched_at = at;
      return;
    case 'finish':
      row.handled_at = at;
      row.handler_post = request.post;
      row.handler_account = request.account;
      if (typeof data.result === 'string') row.result = data.result;
      return;
    case 'close':
      row.closed_at = at;
      row.open = false;
      if (typeof data.result === 'string') row.result = data.result;
      return;
    case 'reopen':
    case 'count-redo':
      row.redos += 1;
      row.open = true;
      row.closed_at = null;
      row.solved = null;
      row.rating = null;
      row.extension = null;
      row.due_at = wholeDeadline(keeper, placeOf(row), at) ?? null;
      row.overdue_at = null;
      return;
    case 'count-return':
      row.returns += 1;
      return;
    case 'merge':
      if (typeof data.into === 'string' || typeof data.into === 'number') row.merged_into = Number(data.into);
      return;
    case 'pause':
      row.paused_at ??= at;
      row.tick_at = null;
      return;
    case 'resume':
      resume(keeper, row, clock, at);
      return;
    case 'ask-extension':
      row.extension = {
        state: 'asked',
        until: data.until ?? null,
        days: data.days ?? null,
        reason: data.reason ?? request.note,
      };
      return;
    case 'approve-extension': {
      const asked = row.extension as { until?: string; days?: number } | null;
      const days = Number(data.days ?? asked?.days ?? 0);
      const until =
        typeof (data.until ?? asked?.until) === 'string'
          ? new Date(`${String(data.until ?? asked?.until).slice(0, 10)}T18:00:00+08:00`)
          : null;
      const longer =
        until ?? (row.stage_due_at && days > 0 ? new Date(row.stage_due_at.getTime() + days * 86_400_000) : null);
      row.extension = { ...asked, state: 'approved', opinion: request.note };
      if (!longer) return;
      if (!row.stage_due_at || longer > row.stage_due_at) row.stage_due_at = longer;
      if (!row.due_at || longer > row.due_at) row.due_at = longer;
      mark(row, 'extended');
      row.warned = false;
      return;
    }
    case 'refuse-extension':
      row.extension = { ...(row.extension as object | null), state: 'refused', opinion: request.note };
      return;
    case 'rate':
      if (typeof data.rating === 'number') row.rating = data.rating;
      if (typeof data.solved === 'boolean') row.solved = data.solved;
      return;
    case 'call-back':
      if (typeof data.solved === 'boolean') row.solved = data.solved;
      if (typeof data.rating === 'number') row.rating = data.rating;
      mark(row, 'called-back');
      return;
    case 'mark-supervised':
      return mark(row, 'supervised');
    case 'mark-instructed':
      return mark(row, 'instructed');
    case 'mark-urged':
      return mark(row, 'urged');
    case 'mark-pinned':
      return mark(row, 'pinned');
    case 'clear-pinned':
      row.marks = row.marks.filter((name) => name !== 'pinned');
      return;
    case 'suspend':
      row.suspended_until = typeof data.until === 'string' ? data.until.slice(0, 10) : null;
      return;
    default:
      return; // assists live in a table of their own; the host writes them in the same transaction
  }
}
