import { useLiveQuery } from 'dexie-react-hooks';
import { useWorker } from '../app/worker.ts';
import { fieldDatabase } from '../store/field-database.ts';

export type Answers = Record<string, string>;

/**
 * What was answered so far at one door, kept on the phone: a call, a dead battery or a closed app loses nothing.
 * `undefined` until the phone has said.
 */
export function useAnswers(number: string) {
  const worker = useWorker();
  const key = `${worker.memory}/visit/${number}`;
  const kept = useLiveQuery(async () => ((await fieldDatabase.facts.get(key))?.value ?? {}) as Answers, [key]);
  return {
    answers: kept,
    answer: (question: string, value: string) =>
      fieldDatabase.facts.put({ key, value: { ...kept, [question]: value }, at: Date.now() }),
    forget: () => fieldDatabase.facts.delete(key),
  };
}
