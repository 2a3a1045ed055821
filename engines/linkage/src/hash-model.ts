import { createHash } from 'node:crypto';
import type { LinkageModel } from './types.ts';

/** SHA-256 of the model as canonical JSON: keys sorted, so that a reordered file is the same model. */
export function hashModel(model: LinkageModel): string {
  return createHash('sha256')
    .update(JSON.stringify(sortKeys(model)))
    .digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
