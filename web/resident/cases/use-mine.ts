import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { CaseRow } from './case-types.ts';

type Slice = { rows: CaseRow[]; next: string | null };

/** My reports and what I follow, the newest first, a page at a time. */
export function useMine() {
  return useInfiniteQuery({
    queryKey: ['mine'],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ sort: 'opened', limit: '20' });
      if (pageParam) query.set('cursor', pageParam);
      return api<Slice>('GET', `/cases?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (slice) => slice.next,
  });
}
