import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Past, Span } from './past-types.ts';

const HOUR_MS = 3_600_000;

/** Where a span lies now. */
export function spanNow(span: Span): { from: number; to: number } {
  if ('from' in span) return span;
  const to = Date.now();
  return { from: to - span.hours * HOUR_MS, to };
}

/** What a device measured; a span that ends now is followed, the shorter the more often. */
export function usePast(id: number, keys: readonly string[], span: Span) {
  return useQuery({
    queryKey: ['devices', 'past', id, keys.join(','), span],
    queryFn: async () => {
      const { from, to } = spanNow(span);
      const query = new URLSearchParams({
        keys: keys.join(','),
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      });
      return { ...(await api<Past>('GET', `/devices/${id}/telemetry?${query}`)), from, to };
    },
    enabled: keys.length > 0,
    placeholderData: keepPreviousData,
    ...('hours' in span && { refetchInterval: span.hours <= 24 ? 10_000 : 60_000 }),
  });
}
