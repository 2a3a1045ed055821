import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import { useDelayed } from '../shared/use-delayed.ts';

const none: string[] = [];

/** Keys of the matters that a text may be about, the likeliest first; empty for a text of a few signs. */
export function useSuggestions(text: string): string[] {
  const rested = useDelayed(text.trim(), 400);
  const { data } = useQuery({
    queryKey: ['suggest', rested],
    queryFn: ({ signal }) =>
      api<{ key: string; score: number }[]>(
        'GET',
        `/catalogue/suggest?text=${encodeURIComponent(rested.slice(0, 500))}`,
        undefined,
        signal,
      ),
    enabled: rested.length >= 4,
    staleTime: 600_000,
  });
  return data?.map((one) => one.key) ?? none;
}
