import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';

export type Organisation = {
  id: number;
  code: string;
  name: string;
  nameEn: string | null;
  kind: string;
  area: string;
};
const none: Organisation[] = [];

/** Streets, communities and departments: the units a case can lie with. */
export function useOrganisations(): Organisation[] {
  const { data } = useQuery({
    queryKey: ['organisations'],
    queryFn: () => api<Organisation[]>('GET', '/organisations'),
    staleTime: 3_600_000,
  });
  return data ?? none;
}
