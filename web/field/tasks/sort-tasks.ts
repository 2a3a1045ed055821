import type { CaseRow, Urgency } from '../offline/case-types.ts';
import { dueOf, isOverdue } from './due-of.ts';

const RANK: Record<Urgency, number> = { critical: 0, urgent: 1, normal: 2 };

/**
 * Tasks as a worker should take them: overdue first, then those warned or due within `soonMs`, then the rest; within
 * each by urgency and then by the nearest limit. Judged by the phone's clock `now`, so that the order stays true
 * while there is no network.
 */
export function sortTasks<T extends CaseRow>(rows: readonly T[], now: number, soonMs = 3_600_000): T[] {
  const group = (row: CaseRow) => (isOverdue(row, now) ? 0 : row.warned || dueOf(row) - now < soonMs ? 1 : 2);
  return [...rows].sort(
    (a, b) =>
      group(a) - group(b) ||
      RANK[a.urgency] - RANK[b.urgency] ||
      compare(dueOf(a), dueOf(b)) ||
      a.number.localeCompare(b.number),
  );
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
