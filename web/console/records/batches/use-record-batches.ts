import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../../../kit/api.ts';
import { type Batch, type BatchDetail, isBusy, type QuarantinedRow } from './batch-types.ts';

/** Files sent so far, newest first, of one source or of all; looked at again while any of them is at work. */
export function useRecordBatches(source: string | undefined) {
  return useQuery({
    queryKey: ['record-batches', source ?? ''],
    queryFn: () => api<Batch[]>('GET', `/records/batches${source === undefined ? '' : `?source=${source}`}`),
    refetchInterval: ({ state }) => (state.data?.some(isBusy) ? 2000 : false),
  });
}

/** One file, looked at every second while it is at work; what the source holds is asked anew when it is done. */
export function useRecordBatch(id: number) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['record-batches', 'one', id],
    queryFn: () => api<BatchDetail>('GET', `/records/batches/${id}`),
    refetchInterval: ({ state }) => (state.data !== undefined && isBusy(state.data) ? 1000 : false),
  });
  const busy = query.data !== undefined && isBusy(query.data);
  const was = useRef(busy);
  useEffect(() => {
    if (was.current && !busy) void client.invalidateQueries({ queryKey: ['record-sources'] });
    was.current = busy;
  }, [busy, client]);
  return query;
}

/** Rows that were not taken, a page after the other. */
export function useQuarantine(id: number) {
  return useInfiniteQuery({
    queryKey: ['record-batches', 'quarantine', id],
    queryFn: ({ pageParam }) =>
      api<{ rows: QuarantinedRow[]; next: number | null }>(
        'GET',
        `/records/batches/${id}/quarantine?cursor=${pageParam}`,
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  });
}

/** Stops a file on its way. */
export function useCancelBatch(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api('POST', `/records/batches/${id}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: ['record-batches'] }),
  });
}

/** Sends a file of a source. */
export function sendFile(source: string, file: File, partial: boolean): Promise<Batch> {
  const form = new FormData();
  form.append('file', file, file.name);
  const query = new URLSearchParams({ source, name: file.name, partial: String(partial) });
  return api<Batch>('POST', `/records/batches?${query}`, form);
}
