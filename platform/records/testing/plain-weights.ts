import { join } from 'node:path';
import { hashModel } from '@gewu/linkage/hash-model';
import { loadModel } from '@gewu/linkage/load-model';
import type { TrainedModel } from '@gewu/linkage/types';
import type pg from 'pg';
import { CATALOGUE } from './with-records.ts';

/**
 * Weights set by hand for the shipped models, because a handful of rows teaches nothing: the best level of a comparison
 * speaks strongly for one entity, the lesser ones a little, a difference against it.
 */
export function plainWeights(kind: 'person' | 'organisation'): TrainedModel {
  const model = loadModel(join(CATALOGUE, `linkage/${kind}.yaml`));
  const level = (weight: number) => ({ m: 2 ** weight / 1000, u: 1 / 1000, weight, seen: true });
  return {
    format: 'gewu-linkage',
    formatVersion: 1,
    model,
    hash: hashModel(model),
    prior: 2 ** -10 / (1 + 2 ** -10),
    priorWeight: -10,
    comparisons: model.comparisons.map(({ key, levels }) => ({
      key,
      levels: [
        ...levels.map((_, i) => level(i === 0 ? (key === 'sex' ? 0.5 : 9) : 3)),
        level(key === 'contact' ? -0.5 : -9),
      ],
    })),
    trainedOn: { rows: 1_000_000, distinct: 1_000_000, seed: 1 },
    warnings: [],
  };
}

/** Puts those weights where a run finds them. */
export async function setPlainWeights(owner: pg.Pool): Promise<void> {
  for (const kind of ['person', 'organisation'] as const)
    await owner.query(
      `insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value`,
      [`records-trained-${kind}`, JSON.stringify(plainWeights(kind))],
    );
}
