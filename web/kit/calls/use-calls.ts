import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import type { Call } from './call-types.ts';

export const CALLS = ['calls'];

/** Where the live view stays silent (a proxy in between, a phone just awake), a call is late by this much at most. */
const AGAIN_MS = 20_000;

/** Alarms of the last days for which the signed-in person was called, those that still call first. */
export function useCalls(enabled = true): UseQueryResult<Call[]> {
  return useQuery({
    queryKey: CALLS,
    queryFn: () => api<{ rows: Call[] }>('GET', '/devices/calls').then(({ rows }) => rows),
    enabled,
    refetchInterval: AGAIN_MS,
    refetchIntervalInBackground: true,
    staleTime: 1_000,
  });
}
