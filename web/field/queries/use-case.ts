import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Worker } from '../app/worker.ts';
import type { CaseDetail, CaseStep, Declaration } from '../offline/case-types.ts';
import { recall } from '../store/recall.ts';
import { caseKey, stepsKey } from './keep-for-offline.ts';

const HOUR_MS = 3_600_000;

/** One case with the acts on offer, from the server or from memory. */
export function useCase(worker: Worker, number: string) {
  return useQuery({
    queryKey: ['case', worker.memory, number],
    queryFn: () => recall(caseKey(worker, number), () => api<CaseDetail>('GET', `/cases/${number}`)),
  });
}

export function useSteps(worker: Worker, number: string) {
  return useQuery({
    queryKey: ['steps', worker.memory, number],
    queryFn: () => recall(stepsKey(worker, number), () => api<CaseStep[]>('GET', `/cases/${number}/steps`)),
  });
}

/** The declared procedures: names of states and stages, and what the acts lead to while there is no network. */
export function useDeclarations() {
  return useQuery({
    queryKey: ['procedures'],
    queryFn: () => recall('catalogue/procedures', () => api<Declaration[]>('GET', '/catalogue/procedures'), HOUR_MS),
    staleTime: HOUR_MS,
  });
}
