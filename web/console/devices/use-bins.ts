import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { BinList, BinPlan } from './bins-types.ts';

/** Bins within sight with what is foreseen of them, those full soonest first. */
export function useBins(within: string | undefined) {
  return useQuery({
    queryKey: ['devices', 'bins', 'list', within ?? ''],
    queryFn: () => api<BinList>('GET', `/devices/bins${within ? `?within=${within}` : ''}`),
    refetchInterval: 300_000,
  });
}

/** The round; while a changed one is computed the last one stands. @param query see `planQuery` */
export function useBinPlan(query: string) {
  return useQuery({
    queryKey: ['devices', 'bins', 'plan', query],
    queryFn: () => api<BinPlan>('GET', `/devices/bins/plan?${query}`),
    placeholderData: keepPreviousData,
    refetchInterval: 300_000,
  });
}
