import type { DuckDBConnection } from '@duckdb/node-api';
import { countBlockPatterns, countRandomPatterns, type PatternCount } from './count-patterns.ts';
import type { DescribedFields } from './describe-fields.ts';
import { estimatePrior } from './estimate-prior.ts';
import { findFree } from './find-free.ts';
import { hashModel } from './hash-model.ts';
import { learnM } from './learn-m.ts';
import type { Prepared } from './prepare-nodes.ts';
import { settleLevels } from './settle-levels.ts';
import type { Tables } from './tables.ts';
import type { LinkageModel, LinkageWarning, Progress, TrainedComparison, TrainedModel } from './types.ts';

/** Pairs that are looked at for u, and for m under each rule: enough to see what happens once in ten thousand. */
const RANDOM_PAIRS = 1_000_000;
const BLOCKED_PAIRS = 300_000;

/**
 * Learns prior, u and m from the rows themselves; no truth is used. Each training rule is one run of EM over the
 * comparisons it leaves free; what several runs learn of a comparison is added up by their expected matches.
 */
export async function trainModel(
  connection: DuckDBConnection,
  tables: Tables,
  model: LinkageModel,
  described: DescribedFields,
  prepared: Prepared,
  seed: number,
  onProgress: (progress: Progress) => void,
): Promise<TrainedModel> {
  const warnings: LinkageWarning[] = [];
  const rules = model.training ?? model.blocking.map(({ on }) => on);
  const report = (step: number, detail: string) =>
    onProgress({ phase: 'train', done: step / (rules.length + 2), detail });

  report(0, 'prior');
  let prior = await estimatePrior(connection, tables, model);
  if (prior <= 0) {
    warnings.push({ kind: 'prior-without-matches' });
    prior = 1 / Math.max(2, prepared.nodes);
  }
  prior = Math.min(prior, 0.5);

  report(1, 'u');
  const random = await countRandomPatterns(connection, tables, model, seed, RANDOM_PAIRS);
  const others = model.comparisons.map(({ levels }, i) => countLevels(random, i, levels.length + 1));
  const u = others.map((counts) => settleLevels(counts, counts).map((level) => level.u));

  const matches = model.comparisons.map(({ levels }) => Array.from({ length: levels.length + 1 }, () => 0));
  const wasFree = model.comparisons.map(() => false);
  for (const [i, on] of rules.entries()) {
    report(i + 2, on.join(' + '));
    const free = findFree(model, described, on);
    if (!free.includes(true)) continue;
    const patterns = await countBlockPatterns(connection, tables, model, on, BLOCKED_PAIRS);
    const learned = learnM(patterns, u, free);
    for (const [c, expected] of learned.expected.entries()) {
      if (free[c]) wasFree[c] = true;
      for (const [level, value] of expected.entries()) (matches[c] as number[])[level]! += value;
    }
  }

  const comparisons = model.comparisons.map(({ key }, i): TrainedComparison => {
    if (!wasFree[i]) warnings.push({ kind: 'comparison-never-free', comparison: key });
    const levels = settleLevels(matches[i] ?? [], others[i] ?? []);
    for (const level of levels.keys()) {
      if ((matches[i]?.[level] ?? 0) < 1) warnings.push({ kind: 'level-never-seen', comparison: key, level, in: 'm' });
      if ((others[i]?.[level] ?? 0) < 1) warnings.push({ kind: 'level-never-seen', comparison: key, level, in: 'u' });
    }
    return { key, levels };
  });
  report(rules.length + 2, 'done');
  return {
    format: 'gewu-linkage',
    formatVersion: 1,
    model,
    hash: hashModel(model),
    prior,
    priorWeight: Math.log2(prior / (1 - prior)),
    comparisons,
    trainedOn: { rows: prepared.rows, distinct: prepared.nodes, seed },
    warnings,
  };
}

/** Pairs at each level of one comparison, those where it is unknown left out. */
function countLevels(patterns: readonly PatternCount[], comparison: number, levels: number): number[] {
  const counts = Array.from({ length: levels }, () => 0);
  for (const { gammas, count } of patterns) {
    const level = gammas[comparison] ?? -1;
    if (level >= 0) counts[level]! += count;
  }
  return counts;
}
