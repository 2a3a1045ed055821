import type { CaseRow } from '../offline/case-types.ts';

export type Timed = Pick<CaseRow, 'overdue' | 'stageDueAt' | 'dueAt' | 'pausedAt'>;

/** The nearer of the stage's and the whole limit, ms since 1970; infinite where no clock runs. */
export function dueOf(row: Timed): number {
  if (row.pausedAt) return Number.POSITIVE_INFINITY;
  const times = [row.stageDueAt, row.dueAt].flatMap((at) => (at ? [Date.parse(at)] : []));
  return Math.min(Number.POSITIVE_INFINITY, ...times);
}

/** Overdue by the server's word or, since it was last heard, by the phone's clock. */
export function isOverdue(row: Timed, now: number): boolean {
  return !row.pausedAt && (row.overdue || dueOf(row) <= now);
}
