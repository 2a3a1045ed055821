import { useQuery } from '@tanstack/react-query';
import { api } from '../../../kit/api.ts';
import type { Text } from '../../../kit/text.ts';

export type MatterRow = {
  key: string;
  kind: 'matter' | 'component' | 'grassroots';
  name: Text;
  classes: Text[];
  lead: string | null;
  procedure: string;
  urgency: 'critical' | 'urgent' | 'normal';
  active: boolean;
  mappedTo: string | null;
  catalogue: string;
};
export type LoopState = {
  name: Text;
  stage: string;
  turn: string;
  clock: string | null;
  timeout?: string;
  final?: boolean;
};
export type LoopAct = { name: Text; from: string[]; to: string | null; by: string[]; style: string };
/** A procedure with its whole loop, as far as the picture and the lists need it. */
export type LoopProcedure = {
  procedure: string;
  version: number;
  name: Text;
  loop: string;
  loopName: Text;
  initial: string;
  stages: { key: string; name: Text }[];
  states: Record<string, LoopState>;
  acts: Record<string, LoopAct>;
};

const noMatters: MatterRow[] = [];
const noProcedures: LoopProcedure[] = [];

/** The whole catalogue, the inactive rows too. */
export function useCatalogue(): { matters: MatterRow[]; procedures: LoopProcedure[] } {
  const matters = useQuery({
    queryKey: ['matters'],
    queryFn: () => api<MatterRow[]>('GET', '/catalogue/matters'),
    staleTime: 600_000,
  });
  const procedures = useQuery({
    queryKey: ['procedures'],
    queryFn: () => api<LoopProcedure[]>('GET', '/catalogue/procedures'),
    staleTime: 3_600_000,
  });
  return { matters: matters.data ?? noMatters, procedures: procedures.data ?? noProcedures };
}
