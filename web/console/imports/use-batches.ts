import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Batch, BatchDetail } from './import-types.ts';

const busy = new Set(['running', 'withdrawing']);

/** Earlier imports of one's area, newest first; looked at again while any of them works. */
export function useBatches() {
  return useQuery({
    queryKey: ['imports'],
    queryFn: () => api<Batch[]>('GET', '/imports'),
    refetchInterval: ({ state }) => (state.data?.some((batch) => busy.has(batch.state)) ? 2000 : false),
  });
}

/** One import, looked at every second while it works. */
export function useBatch(id: number) {
  return useQuery({
    queryKey: ['imports', id],
    queryFn: () => api<BatchDetail>('GET', `/imports/${id}`),
    refetchInterval: ({ state }) => (state.data !== undefined && busy.has(state.data.state) ? 1000 : false),
  });
}

/** Starts, stops or takes back an import. */
export function useBatchAct(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, body }: { act: 'run' | 'cancel' | 'withdraw'; body?: unknown }) =>
      api('POST', `/imports/${id}/${act}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['imports'] }),
  });
}

/** Sends a file; the answer proposes which column is what. */
export function uploadBatch(file: File): Promise<BatchDetail> {
  const form = new FormData();
  form.append('file', file, file.name);
  return api<BatchDetail>('POST', '/imports', form);
}
