import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { BatteryRow, DeviceCare, Fleet, Issue } from './fleet-types.ts';

const queryOf = (filter: Record<string, string | undefined>) =>
  new URLSearchParams(Object.entries(filter).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();

/** How the fleet within sight is doing. */
export function useFleet(filter: Record<string, string | undefined>) {
  const query = queryOf(filter);
  return useQuery({
    queryKey: ['devices', 'fleet', query],
    queryFn: () => api<Fleet>('GET', `/devices/fleet?${query}`),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
}

/** What ails devices, page by page. */
export function useIssues(filter: Record<string, string | undefined>) {
  const query = queryOf({ ...filter, limit: '50' });
  return useInfiniteQuery({
    queryKey: ['devices', 'issues', query],
    queryFn: ({ pageParam }) =>
      api<{ rows: Issue[]; next: number | null }>(
        'GET',
        `/devices/issues?${query}${pageParam ? `&cursor=${pageParam}` : ''}`,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Batteries that will be empty soon. */
export function useBatteries(filter: Record<string, string | undefined>) {
  const query = queryOf(filter);
  return useQuery({
    queryKey: ['devices', 'batteries', query],
    queryFn: () => api<BatteryRow[]>('GET', `/devices/batteries?${query}`),
  });
}

/** How one device is doing. */
export function useDeviceCare(id: number) {
  return useQuery({
    queryKey: ['devices', 'care', id],
    queryFn: () => api<DeviceCare>('GET', `/devices/${id}/care`),
    refetchInterval: 60_000,
  });
}
