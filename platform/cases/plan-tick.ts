import type { State } from '@gewu/procedures/types';
import { hashStep } from '../audit/step-hash.ts';
import type { Pinned } from '../catalogue/catalogue-cache.ts';
import type { CaseRecord } from './case-record.ts';
import { placeOf } from './place-of.ts';
import type { Plan } from './plan-act.ts';
import { stageDeadline, type Timekeeper, timeLeft } from './stage-clock.ts';

/** The act that the clock itself must do now because the state's time is over; undefined where there is none. */
export function timeoutAct(pinned: Pinned, row: CaseRecord, now: Date): string | undefined {
  const state = pinned.loop.loop.states[row.state] as State;
  return state.timeout && row.stage_due_at && row.stage_due_at <= now ? state.timeout : undefined;
}

/**
 * What a turn of the clock makes of a case whose moment has come and that no time-out moves on: a warning, or an
 * overdue mark and a word to the level above. Pure, so that the sample and imports get the nodes a server would write.
 */
export function planTick(keeper: Timekeeper, pinned: Pinned, row: CaseRecord, now: Date, actId: string): Plan {
  const state = pinned.loop.loop.states[row.state] as State;
  const limit = state.clock === 'review' ? row.stage_due_at : nearer(row.stage_due_at, row.due_at);
  const next: CaseRecord = { ...row, marks: [...row.marks], warned: true, updated_at: now };
  // on hold nothing is overdue: the day has come to look again
  const missed = limit !== null && limit <= now && state.clock !== 'review';
  if (missed) {
    next.overdue_at ??= limit;
    // one level up, and again one level up for each further length of the stage's limit
    const above = (row.escalated_to ?? owningArea(row)).slice(0, -3);
    const told = above.length >= 6 ? above : (row.escalated_to ?? row.area.slice(0, 6));
    next.escalated_to = told;
    if (!next.marks.includes('escalated')) next.marks.push('escalated');
    const again =
      state.clock && told.length > 6 ? stageDeadline(keeper, placeOf(row), state.clock, now)?.dueAt : undefined;
    next.tick_at = again ?? null;
  } else {
    next.tick_at = state.clock === 'review' ? null : limit;
  }
  const facts = {
    case_id: row.id,
    seq: row.steps + 1,
    act: missed ? 'escalate' : 'warn',
    from_state: row.state,
    to_state: row.state,
    account: 'system',
    post: null,
    at: now,
    due_at: limit,
    left_ms: timeLeft(keeper, placeOf(row), state.clock, now, limit),
    note: null,
    data: missed ? { to: next.escalated_to } : {},
    files: [],
    act_id: actId,
  };
  const hash = hashStep(row.head, facts);
  next.steps = facts.seq;
  next.head = hash;
  return { row: next, step: { ...facts, request: Buffer.alloc(32), prev: row.head, hash } };
}

/** The clock starts telling from the community upwards where a grid worker missed it, else from the place's level. */
function owningArea(row: CaseRecord): string {
  return row.area.length > 6 ? row.area : `${row.area}000`;
}

function nearer(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
