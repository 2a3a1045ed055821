import type { Effect } from '@gewu/procedures/types';
import type { ActRequest } from './act-request.ts';
import type { CaseRecord } from './case-record.ts';
import { placeOf } from './place-of.ts';
import { afterPause, type Timekeeper, wholeDeadline } from './stage-clock.ts';

/** What an effect may look at and change: the row is the new one, `clock` is the limit that ran before the act. */
export type Change = {
  keeper: Timekeeper;
  row: CaseRecord;
  request: Pick<ActRequest, 'at' | 'post' | 'account' | 'note' | 'data'>;
  clock: string | null;
};

const DAY_MS = 86_400_000;

/**
 * What each effect a loop may name does to the case's own row. Help tasks, parties and merged reporters live in tables
 * of their own: apply-sides.ts writes those in the same transaction.
 */
export const EFFECTS: Partial<Record<Effect, (change: Change) => void>> = {
  file,
  dispatch: ({ row, request }) => {
    row.dispatched_at = request.at;
  },
  finish: ({ row, request }) => {
    row.handled_at = request.at;
    row.handler_post = request.post;
    row.handler_account = request.account;
    takeResult(row, request.data);
  },
  close: ({ row, request }) => {
    row.closed_at = request.at;
    row.open = false;
    takeResult(row, request.data);
  },
  reopen,
  'count-redo': reopen,
  'count-return': ({ row }) => {
    row.returns += 1;
  },
  merge: ({ row, request }) => {
    const { into } = request.data;
    if (typeof into === 'string' || typeof into === 'number') row.merged_into = Number(into);
  },
  pause: ({ row, request }) => {
    row.paused_at ??= request.at;
    row.tick_at = null;
  },
  resume: ({ keeper, row, request, clock }) => resume(keeper, row, clock, request.at),
  'ask-extension': ({ row, request: { data, note } }) => {
    row.extension = { state: 'asked', until: data.until ?? null, days: data.days ?? null, reason: data.reason ?? note };
  },
  'approve-extension': approveExtension,
  'refuse-extension': ({ row, request }) => {
    row.extension = { ...row.extension, state: 'refused', opinion: request.note };
  },
  rate: takeAnswer,
  'call-back': (change) => {
    takeAnswer(change);
    mark(change.row, 'called-back');
  },
  'mark-supervised': ({ row }) => mark(row, 'supervised'),
  'mark-instructed': ({ row }) => mark(row, 'instructed'),
  'mark-urged': ({ row }) => mark(row, 'urged'),
  'mark-pinned': ({ row }) => mark(row, 'pinned'),
  'clear-pinned': ({ row }) => {
    row.marks = row.marks.filter((name) => name !== 'pinned');
  },
  suspend: ({ row, request: { data } }) => {
    row.suspended_until = typeof data.until === 'string' ? data.until.slice(0, 10) : null;
  },
};

/** Ends a pause: both limits move on by the time it took, each on the clock it counts on. */
export function resume(keeper: Timekeeper, row: CaseRecord, clock: string | null, at: Date): void {
  const pausedAt = row.paused_at;
  if (!pausedAt) return;
  // the whole limit counts on the clock of handling; the stage limit on its own
  if (row.due_at) row.due_at = afterPause(keeper, placeOf(row), 'handle', row.due_at, pausedAt, at);
  if (row.stage_due_at) row.stage_due_at = afterPause(keeper, placeOf(row), clock, row.stage_due_at, pausedAt, at);
  row.paused_at = null;
}

function file({ keeper, row, request: { data, at } }: Change): void {
  row.filed_at ??= at;
  const planned = wholeDeadline(keeper, placeOf(row), row.opened_at);
  // time that rested before filing, or was given by a redo, stays given
  const given = planned && row.due_at ? Math.max(0, row.due_at.getTime() - planned.getTime()) : 0;
  if (typeof data.matter === 'string') row.matter = data.matter;
  if (typeof data.urgency === 'string') row.urgency = data.urgency;
  if (typeof data.complex === 'boolean') row.complex = data.complex;
  const due = wholeDeadline(keeper, placeOf(row), row.opened_at);
  row.due_at = due ? new Date(due.getTime() + given) : null;
}

function reopen({ keeper, row, request: { at } }: Change): void {
  row.redos += 1;
  row.open = true;
  row.closed_at = null;
  row.solved = null;
  row.rating = null;
  row.extension = null;
  row.due_at = wholeDeadline(keeper, placeOf(row), at) ?? null;
  row.overdue_at = null;
}

function approveExtension({ row, request: { data, note } }: Change): void {
  const asked = row.extension;
  const until = data.until ?? asked?.until;
  const days = Number(data.days ?? asked?.days ?? 0);
  row.extension = { ...asked, state: 'approved', opinion: note };
  // a day means the end of that working day
  const byDay = typeof until === 'string' ? new Date(`${until.slice(0, 10)}T18:00:00+08:00`) : null;
  const byLength = row.stage_due_at && days > 0 ? new Date(row.stage_due_at.getTime() + days * DAY_MS) : null;
  const longer = byDay ?? byLength;
  if (!longer) return;
  if (!row.stage_due_at || longer > row.stage_due_at) row.stage_due_at = longer;
  if (!row.due_at || longer > row.due_at) row.due_at = longer;
  mark(row, 'extended');
  row.warned = false;
}

function takeAnswer({ row, request: { data } }: Change): void {
  if (typeof data.rating === 'number') row.rating = data.rating;
  if (typeof data.solved === 'boolean') row.solved = data.solved;
}

function takeResult(row: CaseRecord, data: Record<string, unknown>): void {
  if (typeof data.result === 'string') row.result = data.result;
}

function mark(row: CaseRecord, name: string): void {
  if (!row.marks.includes(name)) row.marks.push(name);
}
