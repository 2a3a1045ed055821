import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Place } from '../../kit/map-types.ts';

type Located = { path: { code: string; name: string }[]; inside: boolean };

/** Which street, community and grid a point lies in; undefined until known. */
export function useLocated(place: Place | null): Located | undefined {
  const { data } = useQuery({
    queryKey: ['locate', place],
    queryFn: () => api<Located>('GET', `/areas/locate?lon=${place?.lon}&lat=${place?.lat}`),
    enabled: place !== null,
    staleTime: 3_600_000,
  });
  return data;
}
