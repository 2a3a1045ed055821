import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../kit/api.ts';
import type { Text } from '../../kit/text.ts';

export type Matter = {
  key: string;
  kind: string;
  name: Text;
  classes: Text[];
  urgency: string;
  procedure: string;
  /** Code of the organisation that leads. */
  lead: string | null;
  active: boolean;
};

const none: Matter[] = [];

/** The catalogue's matters that may be used now, and a look-up by key that knows the retired ones too. */
export function useMatters(): { matters: Matter[]; byKey: Map<string, Matter> } {
  const { data } = useQuery({
    queryKey: ['matters'],
    queryFn: () => api<Matter[]>('GET', '/catalogue/matters'),
    staleTime: 600_000,
  });
  return useMemo(() => {
    const all = data ?? none;
    return {
      matters: all.filter((matter) => matter.active),
      byKey: new Map(all.map((matter) => [matter.key, matter])),
    };
  }, [data]);
}
