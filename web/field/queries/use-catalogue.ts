import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { AreaShapes } from '../../kit/map-types.ts';
import type { Worker } from '../app/worker.ts';
import type { Urgency } from '../offline/case-types.ts';
import type { Text } from '../outbox/outbox-item.ts';
import { recall } from '../store/recall.ts';

export type Matter = {
  key: string;
  kind: string;
  name: Text;
  classes: Text[];
  active: boolean;
  urgency: Urgency;
  procedure: string;
};
export type PostRow = {
  id: number;
  area: string;
  areaName: string;
  role: string;
  organisationName: string;
  name: string;
  holders: { name: string }[];
};

/** Lists of a few hundred kilobytes that change seldom: one load a shift will do. */
const SHIFT_MS = 8 * 3_600_000;

/** The matters that can be reported; remembered, because patrols meet dead spots. */
export function useMatters() {
  return useQuery({
    queryKey: ['matters'],
    queryFn: () => recall('catalogue/matters', () => api<Matter[]>('GET', '/catalogue/matters'), SHIFT_MS),
    staleTime: SHIFT_MS,
  });
}

/** Outlines of the grids of the worker's community (of everything below, for wider posts). */
export function useShapes(worker: Worker) {
  const area = worker.post?.area ?? '';
  const within = area.slice(0, 12);
  return useQuery({
    queryKey: ['shapes', within],
    enabled: area !== '',
    queryFn: () =>
      recall(
        `shapes/${within}`,
        () => api<AreaShapes>('GET', `/areas/shapes?level=${within.length >= 12 ? 4 : 3}&within=${within}`),
        SHIFT_MS,
      ),
    staleTime: SHIFT_MS,
  });
}

/** Posts to which a case can be handed; without network those seen before. */
export function usePosts(worker: Worker) {
  return useQuery({
    queryKey: ['posts', worker.memory],
    queryFn: () =>
      recall(
        `${worker.memory}/posts`,
        () => api<PostRow[]>('GET', `/posts?within=${(worker.post?.area ?? '').slice(0, 6)}`),
        SHIFT_MS,
      ),
    staleTime: SHIFT_MS,
  });
}
