import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import { type DeskSearch, writeCaseQuery } from './desk-search.ts';

export type Counts = { open: number; overdue: number; soon: number; byState: Record<string, number> };

/**
 * The counts above a list. They keep to its view and place but not to its state or deadline: each number is a door
 * to another state of the same list. Time makes cases overdue without any step, hence the minute's refresh.
 */
export function useCounts(search: DeskSearch) {
  const { state: _state, due: _due, open: _open, sort: _sort, show: _show, ...rest } = search;
  return useQuery({
    queryKey: ['cases', 'counts', writeCaseQuery(rest)],
    queryFn: ({ signal }) => api<Counts>('GET', `/cases/counts?${writeCaseQuery(rest)}`, undefined, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}
