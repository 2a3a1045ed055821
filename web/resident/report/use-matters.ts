import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Text } from '../../kit/text.ts';

export type Matter = { key: string; kind: string; name: Text; active: boolean };
const none: Matter[] = [];

/** Everything one can report, by name; loaded once, so that suggestions follow the typing without network. */
export function useMatters(): Matter[] {
  const { data } = useQuery({
    queryKey: ['matters'],
    queryFn: () => api<Matter[]>('GET', '/catalogue/matters'),
    staleTime: 3_600_000,
    select: keepActive,
  });
  return data ?? none;
}

function keepActive(matters: Matter[]): Matter[] {
  return matters.filter((matter) => matter.active);
}
