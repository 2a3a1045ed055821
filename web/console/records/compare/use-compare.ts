import { useQuery } from '@tanstack/react-query';
import { api, chosenPost } from '../../../kit/api.ts';
import type { Text } from '../../../kit/text.ts';

export type Offer = {
  services: { key: string; name: Text }[];
  purposes: { key: string; name: Text }[];
  limit: number;
  used: number;
  unit: string | null;
};
export type CompareFile = {
  id: number;
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  total: number;
  done: number;
  yes: number;
  no: number;
  unknown: number;
  message: string | null;
  createdAt: string;
  expiresAt: string;
};

/** What one may compare, and what is left of the day. */
export function useOffer() {
  return useQuery({ queryKey: ['compare', 'offer'], queryFn: () => api<Offer>('GET', '/records/compare/offer') });
}

/** Files of one's unit, looked at every second while one of them is at work. */
export function useCompareFiles() {
  return useQuery({
    queryKey: ['compare', 'files'],
    queryFn: () => api<CompareFile[]>('GET', '/records/compare/files'),
    refetchInterval: ({ state }) =>
      state.data?.some((file) => file.state === 'waiting' || file.state === 'running') ? 1000 : false,
  });
}

export type FileOrder = { service: string; purpose: string; case: string; nameColumn?: string; valueColumn?: string };

/** Sends a file to be compared. @throws ApiProblem `compare.columns` with the headings where they were not recognised */
export function sendFile(file: File, order: FileOrder): Promise<CompareFile> {
  const form = new FormData();
  form.append('file', file, file.name);
  return api<CompareFile>('POST', `/records/compare/file?${new URLSearchParams(order)}`, form);
}

/** Where the result of a file is fetched, as the post one acts as. */
export function resultUrl(id: number): string {
  const post = chosenPost();
  return `/api/records/compare/files/${id}/result${post === null ? '' : `?post=${post}`}`;
}
