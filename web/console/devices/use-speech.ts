import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Dialect, Speech } from './speech-types.ts';

/** The languages of other systems that devices may speak. */
export function useDialects() {
  return useQuery({
    queryKey: ['devices', 'dialects'],
    queryFn: () => api<Dialect[]>('GET', '/devices/dialects'),
    staleTime: 600_000,
  });
}

/** How one device speaks, without its secret. */
export function useSpeech(id: number) {
  return useQuery({
    queryKey: ['devices', 'speech', id],
    queryFn: () => api<Speech>('GET', `/devices/${id}/speech`),
  });
}
