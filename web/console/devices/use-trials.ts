import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem, api } from '../../kit/api.ts';
import { readStream } from './read-stream.ts';
import type { Advice, Choices, Outcome, PastTrial, Scope, Verdicts } from './trial-types.ts';

const queryOf = (scope: Scope, more: Record<string, string> = {}) =>
  new URLSearchParams({
    ...Object.fromEntries(Object.entries(scope).filter((pair) => Boolean(pair[1]))),
    ...more,
  }).toString();

/** The rules of a device or of a kind in an area, with the thresholds that may be tried. */
export function useChoices(scope: Scope) {
  return useQuery({
    queryKey: ['devices', 'choices', scope],
    queryFn: () => api<Choices>('GET', `/devices/trials/choices?${queryOf(scope)}`),
    enabled: Boolean(scope.device ?? scope.profile),
  });
}

/** What alarms turned out to be, by kind of device and rule. */
export function useVerdicts(scope: Scope, days: number) {
  return useQuery({
    queryKey: ['alarms', 'verdicts', scope, days],
    queryFn: () => api<Verdicts[]>('GET', `/devices/verdicts?${queryOf(scope, { days: String(days) })}`),
  });
}

/** Advice on thresholds, with its evidence. */
export function useAdvice(scope: Scope, days: number) {
  return useQuery({
    queryKey: ['alarms', 'advice', scope, days],
    queryFn: () => api<Advice[]>('GET', `/devices/advice?${queryOf(scope, { days: String(days) })}`),
    enabled: Boolean(scope.device ?? scope.profile),
    staleTime: 60_000,
  });
}

/** What was tried here before. */
export function usePastTrials(scope: Scope) {
  return useQuery({
    queryKey: ['devices', 'trials', scope],
    queryFn: () => api<PastTrial[]>('GET', `/devices/trials?${queryOf(scope)}`),
    enabled: Boolean(scope.device ?? scope.profile),
  });
}

type Line = { done: number; of: number } | { outcome: Outcome } | { problem: { zh: string; en: string } };
export type TrialOrder = { type: string; attributes: Record<string, number | null>; days: number };

/** Runs trials: how far one is, and what came of the last. */
export function useTrial(scope: Scope) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; of: number }>();
  const [outcome, setOutcome] = useState<Outcome>();
  const running = useRef<AbortController>(undefined);
  const run = async (order: TrialOrder): Promise<void> => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setOutcome(undefined);
    setProgress({ done: 0, of: 0 });
    const { device, ...where } = scope;
    const body = { ...order, ...(device ? { device: Number(device) } : where) };
    try {
      await eachLine(body, mine.signal, (line) => {
        if ('problem' in line) throw new ApiProblem(500, { detail_zh: line.problem.zh, detail_en: line.problem.en });
        if ('outcome' in line) setOutcome(line.outcome);
        else setProgress(line);
      });
      void client.invalidateQueries({ queryKey: ['devices', 'trials'] });
    } catch (fault) {
      if (!mine.signal.aborted) throw fault;
    } finally {
      if (running.current === mine) setProgress(undefined);
    }
  };
  const stop = () => running.current?.abort();
  const forget = () => setOutcome(undefined);
  return { run, stop, forget, progress, outcome };
}

/** Each line of the answer as it comes. */
async function eachLine(body: object, signal: AbortSignal, take: (line: Line) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  await readStream('POST', '/devices/trials', body, signal, (part) => {
    const parts = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) take(JSON.parse(line) as Line);
  });
}
