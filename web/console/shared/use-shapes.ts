import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { AreaShapes } from '../../kit/map-types.ts';

/** The shapes of one level of areas inside an area (2 streets, 3 communities, 4 grids); undefined until they are there. */
export function useShapes(level: number, within: string, enabled = true): AreaShapes | undefined {
  const { data } = useQuery({
    queryKey: ['shapes', level, within],
    queryFn: () => api<AreaShapes>('GET', `/areas/shapes?level=${level}&within=${within}`),
    staleTime: 3_600_000,
    enabled: enabled && within !== '',
  });
  return data;
}
