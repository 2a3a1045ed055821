import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';

export type SamplePerson = {
  account: string;
  name: string;
  role: string;
  area: string;
  areaName: string;
  organisation: string;
};
const nobody: SamplePerson[] = [];

/** The people of the sample district who work at a desk; empty on a real one (the API answers 404 there). */
export function useSamplePeople(): SamplePerson[] {
  const { data } = useQuery({
    queryKey: ['sample', 'people'],
    queryFn: () => api<SamplePerson[]>('GET', '/sample/people'),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? nobody;
}
