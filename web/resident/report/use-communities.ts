import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { AreaShapes } from '../../kit/map-types.ts';

/** Communities to find one's way on the map by. */
export function useCommunities(): AreaShapes | undefined {
  const { data } = useQuery({
    queryKey: ['shapes', 3],
    queryFn: () => api<AreaShapes>('GET', '/areas/shapes?level=3'),
    staleTime: 3_600_000,
  });
  return data;
}
