import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';

export type Area = { code: string; level: number; name: string; nameEn: string | null };
const none: Area[] = [];

/** The tree of areas as a list; empty until loaded. */
export function useAreas(): Area[] {
  const { data } = useQuery({
    queryKey: ['areas'],
    queryFn: () => api<Area[]>('GET', '/areas'),
    staleTime: 3_600_000,
  });
  return data ?? none;
}

/** Street, community and grid of a code, as people say it; undefined until the names are loaded. */
export function nameArea(areas: Area[], code: string, language: string): string | undefined {
  const path = areas.filter((area) => area.level > 1 && code.startsWith(area.code)).sort((a, b) => a.level - b.level);
  if (path.length === 0) return undefined;
  return path.map((area) => (language === 'en' && area.nameEn ? area.nameEn : area.name)).join(' · ');
}
