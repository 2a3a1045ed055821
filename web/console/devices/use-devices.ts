import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Alarm, AlarmPage, Device, DeviceRow, Profile } from './device-types.ts';

type Page<T> = { rows: T[]; next: number | null };
export type Filter = Record<string, string>;

/** Devices within sight, page by page. */
export function useDevices(filter: Filter, limit = 50) {
  const query = new URLSearchParams({ ...filter, limit: String(limit) }).toString();
  return useInfiniteQuery({
    queryKey: ['devices', 'list', query],
    queryFn: ({ pageParam }) =>
      api<Page<DeviceRow>>('GET', `/devices?${query}${pageParam ? `&cursor=${pageParam}` : ''}`),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

/** One device; looked at again while the page is open, because what it measures changes. */
export function useDevice(id: number) {
  return useQuery({
    queryKey: ['devices', 'one', id],
    queryFn: () => api<Device>('GET', `/devices/${id}`),
    refetchInterval: 10_000,
  });
}

/** The kinds of devices that can be registered. */
export function useProfiles() {
  return useQuery({
    queryKey: ['devices', 'profiles'],
    queryFn: () => api<Profile[]>('GET', '/devices/profiles'),
    staleTime: 600_000,
  });
}

/** Alarms within sight, newest first. */
export function useAlarms(filter: Filter, limit = 50) {
  const query = new URLSearchParams({ ...filter, limit: String(limit) }).toString();
  return useInfiniteQuery({
    queryKey: ['alarms', 'list', query],
    queryFn: ({ pageParam }) =>
      api<Page<Alarm>>('GET', `/devices/alarms?${query}${pageParam ? `&cursor=${pageParam}` : ''}`),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
}

/** An alarm with its course. */
export function useAlarm(id: number) {
  return useQuery({
    queryKey: ['alarms', 'one', id],
    queryFn: () => api<AlarmPage>('GET', `/devices/alarms/${id}`),
  });
}

/** A change of devices or alarms; everything shown of them is loaded anew. */
export function useDeviceChange<T = unknown>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: { method: string; path: string; body?: unknown }) =>
      api<T>(method, `/devices${path}`, body),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['alarms'] }),
        client.invalidateQueries({ queryKey: ['devices'] }),
      ]),
  });
}
