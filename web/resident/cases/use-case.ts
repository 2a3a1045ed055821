import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { CaseDetail, Step } from './case-types.ts';

/** One case of mine, with what I may do now. Live steps reload it; so does a minute, for the limit. */
export function useCase(number: string) {
  return useQuery({
    queryKey: ['case', number],
    queryFn: () => api<CaseDetail>('GET', `/cases/${number}`),
    refetchInterval: 60_000,
  });
}

/** Every node of the case, the newest last. */
export function useSteps(number: string) {
  return useQuery({ queryKey: ['case', number, 'steps'], queryFn: () => api<Step[]>('GET', `/cases/${number}/steps`) });
}
