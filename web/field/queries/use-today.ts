import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../kit/api.ts';
import type { Worker } from '../app/worker.ts';
import type { CaseRow } from '../offline/case-types.ts';
import { recall } from '../store/recall.ts';
import { keepForOffline } from './keep-for-offline.ts';

type Page = { rows: CaseRow[]; next: string | null };
export type TaskView = 'mine' | 'area';

/** Open cases that wait for this post (`mine`) or lie in its area, from the server or from memory. */
export function useToday(worker: Worker, view: TaskView) {
  const key = `${worker.memory}/tasks/${view}`;
  const query = useQuery({
    queryKey: ['tasks', worker.memory, view],
    queryFn: () =>
      recall(key, () => api<Page>('GET', `/cases?view=${view}&open=true&sort=due&limit=100`).then((page) => page.rows)),
    refetchInterval: 120_000,
  });
  const data = query.data;
  useEffect(() => {
    if (view === 'mine' && data?.fresh) void keepForOffline(worker, data.value);
  }, [view, data, worker]);
  return query;
}
