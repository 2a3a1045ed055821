import type { CaseRow } from '../offline/case-types.ts';
import { dueOf, isOverdue } from './due-of.ts';
import { sortTasks } from './sort-tasks.ts';

export type TaskGroup = { key: 'late' | 'soon' | 'rest'; rows: CaseRow[] };

/** The tasks in their order, cut into overdue, soon due and others; empty groups are left out. */
export function groupTasks(rows: readonly CaseRow[], now: number, soonMs = 3_600_000): TaskGroup[] {
  const groups: Record<TaskGroup['key'], CaseRow[]> = { late: [], soon: [], rest: [] };
  for (const row of sortTasks(rows, now, soonMs)) {
    const soon = row.warned || dueOf(row) - now < soonMs;
    groups[isOverdue(row, now) ? 'late' : soon ? 'soon' : 'rest'].push(row);
  }
  return (['late', 'soon', 'rest'] as const)
    .filter((key) => groups[key].length)
    .map((key) => ({ key, rows: groups[key] }));
}
