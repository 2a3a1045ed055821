import { fieldDatabase } from './field-database.ts';
import { noteReach } from './reach.ts';

/** A value and how old it is: `fresh` came from the server just now, otherwise it is the phone's memory. */
export type Recalled<T> = { value: T; at: number; fresh: boolean };

const PATIENCE_MS = 6000;

/**
 * Asks the server and remembers the answer; without network, or when the network is slower than six seconds and
 * something is remembered, gives the remembered answer. Answers of the server that are refusals (a problem with a
 * status) are passed on: a case that is gone must not live on in the phone's memory.
 * @param goodForMs how long a remembered answer will do, so that a phone with a small data plan is not asked again
 */
export async function recall<T>(key: string, ask: () => Promise<T>, goodForMs = 0): Promise<Recalled<T>> {
  const kept = await fieldDatabase.facts.get(key);
  const memory = kept && { value: kept.value as T, at: kept.at, fresh: false };
  if (memory && !navigator.onLine) return memory;
  if (memory && Date.now() - memory.at < goodForMs) return { ...memory, fresh: true };
  const answer = ask().then(
    async (value) => {
      const at = Date.now();
      noteReach(true);
      await fieldDatabase.facts.put({ key, value, at });
      return { value, at, fresh: true };
    },
    async (error: unknown) => {
      const refused = isRefusal(error);
      noteReach(statusOf(error) > 0);
      if (statusOf(error) === 404) await fieldDatabase.facts.delete(key);
      if (refused || !memory) throw error;
      return memory;
    },
  );
  if (!memory) return answer;
  return Promise.race([answer, new Promise<Recalled<T>>((resolve) => setTimeout(resolve, PATIENCE_MS, memory))]);
}

/** True when the server itself said no, false when it could not be reached or failed. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

export function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : 0;
}
