import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Text } from '../../kit/text.ts';

type Declared = {
  procedure: string;
  stages: { key: string; name: Text }[];
  states: Record<string, { name: Text; turn: string }>;
};
const none: Declared = { procedure: '', stages: [], states: {} };

/** The stages and states of the loop that a procedure travels, by name; empty until loaded. */
export function useLoop(procedure: string): Declared {
  const { data } = useQuery({
    queryKey: ['procedures'],
    queryFn: () => api<Declared[]>('GET', '/catalogue/procedures'),
    staleTime: 3_600_000,
  });
  return data?.find((one) => one.procedure === procedure) ?? none;
}
