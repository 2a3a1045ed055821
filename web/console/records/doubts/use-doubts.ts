import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../../kit/api.ts';
import type { AreaCount, Doubt, DoubtKind, DoubtState } from './doubt-types.ts';

type Filter = { within: string; state: DoubtState; kind: DoubtKind | undefined };

/** Doubts of an area, a page after the other. */
export function useDoubts({ within, state, kind }: Filter) {
  const query = new URLSearchParams({ within, state, ...(kind && { kind }) });
  return useInfiniteQuery({
    queryKey: ['doubts', query.toString()],
    queryFn: ({ pageParam }) =>
      api<{ rows: Doubt[]; next: number | null }>(
        'GET',
        `/records/doubts?${query}${pageParam === null ? '' : `&cursor=${pageParam}`}`,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    enabled: within !== '',
  });
}

/** How many doubts and visits the areas one level below have. */
export function useDoubtCounts(within: string) {
  return useQuery({
    queryKey: ['doubts', 'counts', within],
    queryFn: () => api<AreaCount[]>('GET', `/records/doubts/counts?within=${within}`),
    enabled: within !== '',
  });
}
