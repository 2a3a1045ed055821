import type { InfiniteData } from '@tanstack/react-query';
import type { CaseRow } from '../case/case-types.ts';

export type CasePage = { rows: CaseRow[]; next: string | null };
export type ListedCases = InfiniteData<CasePage>;

/** The row of a case on the list, wherever its page. */
export function findRow(list: ListedCases | undefined, number: string): CaseRow | undefined {
  return list?.pages.flatMap((page) => page.rows).find((row) => row.number === number);
}

/**
 * Redraws cases where they stand on the list: none moves, comes or goes. A row that knows a later step than the
 * fresh one (their answers crossed) is left as it is.
 */
export function patchRows(list: ListedCases, fresh: readonly CaseRow[]): ListedCases {
  const byNumber = new Map(fresh.map((row) => [row.number, row]));
  const newest = (row: CaseRow): CaseRow => {
    const other = byNumber.get(row.number);
    return other !== undefined && other.seq >= row.seq ? other : row;
  };
  return { ...list, pages: list.pages.map((page) => ({ ...page, rows: page.rows.map(newest) })) };
}
