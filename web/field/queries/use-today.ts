import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../kit/api.ts';
import type { Worker } from '../app/worker.ts';
import type { CaseRow } from '../offline/case-types.ts';
import { recall } from '../store/recall.ts';
import { keepForOffline, tasksKey } from './keep-for-offline.ts';

type Page = { rows: CaseRow[]; next: string | null };
export type TaskView = 'mine' | 'area';

/**
 * Open cases that wait for this post or ask for its help (`mine`), or that lie in its area (`area`), from the server or
 * from memory.
 */
export function useToday(worker: Worker, view: TaskView) {
  const query = useQuery({
    queryKey: ['tasks', worker.memory, view],
    queryFn: () => recall(tasksKey(worker, view), () => loadTasks(view)),
    refetchInterval: 120_000,
  });
  const data = query.data;
  useEffect(() => {
    if (view === 'mine' && data?.fresh) void keepForOffline(worker, data.value);
  }, [view, data, worker]);
  return query;
}

async function loadTasks(view: TaskView): Promise<CaseRow[]> {
  const load = (one: TaskView | 'assist') =>
    api<Page>('GET', `/cases?view=${one}&open=true&sort=due&limit=200`).then((page) => page.rows);
  if (view === 'area') return load(view);
  const [own, helping] = await Promise.all([load('mine'), load('assist')]);
  return [...new Map([...own, ...helping].map((row) => [row.number, row])).values()];
}
