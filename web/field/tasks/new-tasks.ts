import type { CaseRow } from '../offline/case-types.ts';

/** The rows that were not there at the last look; nothing is new at the first look. */
export function newTasks(known: ReadonlySet<string> | null, rows: readonly CaseRow[]): CaseRow[] {
  return known === null ? [] : rows.filter((row) => !known.has(row.number));
}
