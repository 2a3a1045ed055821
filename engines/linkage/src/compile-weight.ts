import { compileGamma } from './compile-gamma.ts';
import { frequencyColumn } from './tables.ts';
import type { Comparison, LinkageModel, TrainedComparison, TrainedModel } from './types.ts';

const asksFrequency = (comparison: Comparison) => comparison.levels.some(({ frequency }) => frequency);

/**
 * SELECT list over two rows `l` and `r` that the weight is worked out from: one column `g<i>` a comparison with its
 * level, and `lf<i>` where the level asks how common the value is: the commoner of the two, as log2.
 */
export function selectGammas(model: LinkageModel): string {
  return model.comparisons
    .flatMap((comparison, i) => {
      const frequency = frequencyColumn(comparison.key);
      const gamma = `${compileGamma(comparison)} AS g${i}`;
      return asksFrequency(comparison) ? [gamma, `greatest(l.${frequency}, r.${frequency}) AS lf${i}`] : [gamma];
    })
    .join(', ');
}

/**
 * The match weight as DuckDB sees it, over the columns of `selectGammas`: log2 of the prior odds plus log2(m/u) of the
 * level of each comparison (Fellegi & Sunter 1969). Where a level follows the frequency f of the value, u of the
 * level is replaced by f to the power the level declares: weight + share × (log2 u − log2 f).
 */
export function compileWeight(trained: TrainedModel): string {
  const parts = trained.model.comparisons.map((comparison, i) => {
    const learned = trained.comparisons[i] as TrainedComparison;
    const whens = learned.levels.map(({ weight, u }, level) => {
      const share = comparison.levels[level]?.frequency;
      const adjusted = share ? ` + ${share} * (${Math.log2(u)} - coalesce(lf${i}, ${Math.log2(u)}))` : '';
      return `WHEN ${level} THEN ${weight}${adjusted}`;
    });
    return `CASE g${i} ${whens.join(' ')} ELSE 0 END`;
  });
  return `(${[trained.priorWeight, ...parts].join(' + ')})`;
}

/** All levels of a pair as one number: mixed radix, the first comparison counts least, unknown is 0. */
export function compilePattern(model: LinkageModel): string {
  let radix = 1;
  const digits: string[] = [];
  for (const [i, { levels }] of model.comparisons.entries()) {
    digits.push(`(g${i} + 1)::UBIGINT * ${radix}`);
    radix *= levels.length + 2;
  }
  if (!Number.isSafeInteger(radix)) throw new Error('The model has too many comparisons and levels for one pattern.');
  return digits.join(' + ');
}

/** The levels that a pattern stands for: −1 unknown, else the number of the level. */
export function readPattern(model: LinkageModel, pattern: number): number[] {
  let rest = pattern;
  return model.comparisons.map(({ levels }) => {
    const digit = rest % (levels.length + 2);
    rest = Math.floor(rest / (levels.length + 2));
    return digit - 1;
  });
}

/** Probability that a pair is a match, from its weight (log2 of the odds). */
export function weightToProbability(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}
