import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../../kit/api.ts';
import type { CaseEvent } from '../../kit/events.ts';
import type { CaseDetail, RelatedCase, Step } from './case-types.ts';

/** The case, kept up to date: a step by anybody reloads it. `reload` is for one's own acts. */
export function useCase(number: string) {
  const client = useQueryClient();
  const detail = useQuery({
    queryKey: ['case', number],
    queryFn: () => api<CaseDetail>('GET', `/cases/${number}`),
    retry: false,
    // the time left runs on the working calendar, which only the server knows
    refetchInterval: 60_000,
  });
  const steps = useQuery({
    queryKey: ['case', number, 'steps'],
    queryFn: () => api<Step[]>('GET', `/cases/${number}/steps`),
    enabled: detail.isSuccess,
  });
  const reload = useCallback(async () => {
    await client.invalidateQueries({ queryKey: ['case', number] });
    void client.invalidateQueries({ queryKey: ['cases'] });
  }, [client, number]);
  const onEvent = (event: CaseEvent) => {
    if (event.number === number && event.seq > (detail.data?.seq ?? 0)) void reload();
  };
  return { detail, steps, reload, onEvent };
}

/** Cases near in place, matter and time, which may tell of the same thing. */
export function useRelated(number: string) {
  return useQuery({
    queryKey: ['case', number, 'related'],
    queryFn: () => api<RelatedCase[]>('GET', `/cases/${number}/related`),
    staleTime: 60_000,
  });
}
