import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../kit/api.ts';
import type { FormSchema } from '../../kit/json-form.ts';
import type { Text } from '../../kit/text.ts';

/** A procedure with its loop as `GET /api/catalogue/procedures` tells it. */
export type Procedure = {
  procedure: string;
  version: number;
  name: Text;
  form: FormSchema | null;
  start: string[];
  evidence: number;
  stages: { key: string; name: Text }[];
  states: Record<string, { name: Text; stage: string; final?: boolean }>;
  acts: Record<string, { name: Text; ask?: FormSchema }>;
};
export type Wording = {
  procedures: Procedure[];
  states: Map<string, Text>;
  stages: Map<string, Text>;
  acts: Map<string, Text>;
};

/** The words of every state, stage and act that any declared loop knows; lists mix procedures, so the maps are merged. */
export function useProcedures(): Wording {
  const { data } = useQuery({
    queryKey: ['procedures'],
    queryFn: () => api<Procedure[]>('GET', '/catalogue/procedures'),
    staleTime: 3_600_000,
  });
  return useMemo(() => mergeWording(data ?? []), [data]);
}

/** The first procedure to name a key wins; the standard loop stands first in the catalogue's answer. */
export function mergeWording(procedures: Procedure[]): Wording {
  const wording: Wording = { procedures, states: new Map(), stages: new Map(), acts: new Map() };
  const put = (map: Map<string, Text>, key: string, name: Text) => {
    if (!map.has(key)) map.set(key, name);
  };
  for (const procedure of procedures) {
    for (const stage of procedure.stages) put(wording.stages, stage.key, stage.name);
    for (const [key, state] of Object.entries(procedure.states)) put(wording.states, key, state.name);
    for (const [key, act] of Object.entries(procedure.acts)) put(wording.acts, key, act.name);
  }
  return wording;
}
