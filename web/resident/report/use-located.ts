import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Place } from '../../kit/map-types.ts';

type Located = { path: { code: string; name: string; nameEn?: string | null }[]; inside: boolean };

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

/** Street, community and grid of a located point, in the reader's language. */
export function nameLocated(located: Located | undefined, language: string): string {
  const path = located?.path.slice(1) ?? [];
  return path.map(({ name, nameEn }) => (language === 'en' && nameEn ? nameEn : name)).join(' · ');
}
