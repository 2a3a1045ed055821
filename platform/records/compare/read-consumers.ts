import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CATALOGUE_DIR } from '../../catalogue/read-catalogue.ts';
import type { Sentence } from '../../http/problem.ts';

export type Consumer = { purposes: string[]; rows_a_day: number };
/** Who may use the base for what, as catalog/records/consumers.yaml declares it. */
export type Consumers = {
  posts: { purposes: string[]; looks_a_day: number };
  departments: Record<string, Consumer>;
  keys: Record<string, Consumer>;
  /** Purposes for which a comparison answers about a child under 14. */
  children: string[];
};
export type Purposes = Record<string, Sentence>;

/** @throws Error naming a purpose that purposes.yaml does not have */
export function readConsumers(dir: string = CATALOGUE_DIR): { consumers: Consumers; purposes: Purposes } {
  const read = (file: string) => parse(readFileSync(join(dir, 'records', file), 'utf8')) as unknown;
  const consumers = read('consumers.yaml') as Consumers;
  const purposes = read('purposes.yaml') as Purposes;
  const all = [consumers.posts, ...Object.values(consumers.departments), ...Object.values(consumers.keys)];
  const strange = [...all.flatMap((one) => one.purposes), ...consumers.children].filter(
    (purpose) => !(purpose in purposes),
  );
  if (strange.length > 0) throw new Error(`records/consumers.yaml: ${strange.join(', ')} is not in purposes.yaml`);
  return { consumers, purposes };
}
