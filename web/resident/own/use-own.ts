import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Own, OwnLook } from './own-types.ts';

export const OWN = ['own'];

/** What the district holds of me, and my requests about it. */
export function useOwn() {
  return useQuery({ queryKey: OWN, queryFn: () => api<Own>('GET', '/records/own') });
}

/** Who looked at it. */
export function useOwnLooks() {
  return useQuery({ queryKey: [...OWN, 'looks'], queryFn: () => api<OwnLook[]>('GET', '/records/own/looks') });
}
