import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Worker } from '../app/worker.ts';
import type { CaseDetail, CaseRow, CaseStep, Declaration } from '../offline/case-types.ts';
import { detailOfRow } from '../offline/detail-of-row.ts';
import { fieldDatabase } from '../store/field-database.ts';
import { isRefusal, type Recalled, recall } from '../store/recall.ts';
import { caseKey, stepsKey, tasksKey } from './keep-for-offline.ts';

const HOUR_MS = 3_600_000;

/** One case with the acts on offer, from the server or from memory. */
export function useCase(worker: Worker, number: string) {
  return useQuery({
    queryKey: ['case', worker.memory, number],
    queryFn: () => loadCase(worker, number),
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

async function loadCase(worker: Worker, number: string): Promise<Recalled<CaseDetail>> {
  try {
    return await recall(caseKey(worker, number), () => api<CaseDetail>('GET', `/cases/${number}`));
  } catch (error) {
    if (isRefusal(error)) throw error;
    for (const view of ['mine', 'area']) {
      const list = await fieldDatabase.facts.get(tasksKey(worker, view));
      const row = (list?.value as CaseRow[] | undefined)?.find((one) => one.number === number);
      if (list && row) return { value: detailOfRow(row), at: list.at, fresh: false };
    }
    throw error;
  }
}
