import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../kit/api.ts';
import { type DeskSearch, writeCaseQuery } from './desk-search.ts';
import type { CasePage } from './patch-rows.ts';

/** Rows of a page: as many as one reads, or as many as a map bears. */
export const pageSizeOf = (search: DeskSearch): number => (search.show === 'map' ? 200 : 50);

/** The key under which a list is remembered: the same address gives the same list at once on the way back. */
export const caseListKey = (search: DeskSearch) =>
  ['cases', 'list', writeCaseQuery(search), pageSizeOf(search)] as const;

/** The list behind an address, page by page. It is refreshed on demand, never under the reader's eyes. */
export function useCaseList(search: DeskSearch) {
  const query = useInfiniteQuery({
    queryKey: caseListKey(search),
    queryFn: ({ pageParam, signal }) =>
      api<CasePage>(
        'GET',
        `/cases?${writeCaseQuery(search, { cursor: pageParam, limit: pageSizeOf(search) })}`,
        undefined,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return { ...query, rows };
}
