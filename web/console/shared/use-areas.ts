import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Area } from './area-tree.ts';

const none: Area[] = [];

/** The whole tree of areas; it changes so seldom that one load serves the session. Empty until it is there. */
export function useAreas(): Area[] {
  const { data } = useQuery({ queryKey: ['areas'], queryFn: () => api<Area[]>('GET', '/areas'), staleTime: 3_600_000 });
  return data ?? none;
}
