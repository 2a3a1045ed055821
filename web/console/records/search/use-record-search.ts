import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../../kit/api.ts';
import type { Text } from '../../../kit/text.ts';

export const kinds = [
  'person',
  'dwelling',
  'organisation',
  'building',
  'compound',
  'place',
  'component',
  'household',
] as const;
export type FoundRow = {
  id: number;
  kind: string;
  label: string;
  area: string;
  areaName: string;
  address: string | null;
  hint: { field: string; name: Text; value: Text }[];
  rows: number;
  minor: boolean;
  seen: string | null;
};
export type FoundPage = { rows: FoundRow[]; next: string | null; read: { word: string; as: string[] }[]; took: number };
export type RecordSearch = { q?: string; kind?: string; within?: string };

/** What a search finds, page by page; nothing is asked before there is something to look for. */
export function useRecordSearch({ q, kind, within }: RecordSearch) {
  const query = new URLSearchParams({ ...(q && { q }), ...(kind && { kind }), ...(within && { within }) }).toString();
  return useInfiniteQuery({
    queryKey: ['records', 'search', query],
    queryFn: ({ pageParam, signal }) =>
      api<FoundPage>('GET', `/records/search?${query}${pageParam ? `&cursor=${pageParam}` : ''}`, undefined, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: q !== undefined && q !== '',
    // asking again is another search in the trail
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
  });
}
