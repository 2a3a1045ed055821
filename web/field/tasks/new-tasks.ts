import type { CaseRow } from '../offline/case-types.ts';

/** The rows that were not there at the last look and that this phone did not report itself; none at the first look. */
export function newTasks(
  known: ReadonlySet<string> | null,
  rows: readonly CaseRow[],
  own: ReadonlySet<string>,
): CaseRow[] {
  return known === null ? [] : rows.filter((row) => !known.has(row.number) && !own.has(row.number));
}
