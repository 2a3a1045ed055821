import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../kit/api.ts';
import type { CasePage } from '../desk/patch-rows.ts';
import { useDelayed } from '../shared/use-delayed.ts';
import type { CallDraft } from './call-draft.ts';
import { findTwins, type Twin } from './find-twins.ts';

const none: Twin[] = [];

/** Open cases of the same community that may be what the caller is calling about. */
export function useTwins(draft: CallDraft): Twin[] {
  const community = draft.area?.slice(0, 12);
  const text = useDelayed(draft.text, 400);
  const { data } = useQuery({
    queryKey: ['cases', 'twins', community],
    queryFn: () => api<CasePage>('GET', `/cases?view=area&open=true&sort=opened&limit=200&area=${community}`),
    enabled: community !== undefined && community.length === 12,
    staleTime: 20_000,
  });
  const { lon, lat, matter } = draft;
  return useMemo(
    () => (data === undefined ? none : findTwins(data.rows, { lon, lat, matter, text })),
    [data, lon, lat, matter, text],
  );
}
