import { useQuery } from '@tanstack/react-query';
import { api } from '../../../kit/api.ts';
import type { Source } from './source-types.ts';

/** Every declared source. */
export function useSources() {
  return useQuery({ queryKey: ['record-sources'], queryFn: () => api<Source[]>('GET', '/records/sources') });
}
