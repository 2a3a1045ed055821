/** A leaf's weight, or: feature, threshold, tree where the value is below it, tree elsewhere. */
export type Tree = number | readonly [feature: number, threshold: number, below: Tree, above: Tree];

/** Summed weights by class: none, partial, exact; see README for how they came to be. */
export type TreeModel = {
  features: readonly string[];
  /** One list of trees a class. */
  trees: readonly (readonly Tree[])[];
  /** Factor by which the probability of each class counts, because rare classes count as much as frequent ones. */
  factors: readonly number[];
};

function walk(tree: Tree, values: ArrayLike<number>): number {
  let at = tree;
  while (typeof at !== 'number') at = (values[at[0]] as number) < at[1] ? at[2] : at[3];
  return at;
}

/**
 * Probabilities by class: softmax of the summed weights.
 * @param values in the order of `features`
 */
export function judgeTrees(trees: readonly (readonly Tree[])[], values: ArrayLike<number>): number[] {
  const sums = trees.map((list) => list.reduce<number>((sum, tree) => sum + walk(tree, values), 0));
  return toChances(sums);
}

/** Softmax: weights by class as probabilities. */
export function toChances(sums: readonly number[]): number[] {
  const most = Math.max(...sums);
  const weights = sums.map((sum) => Math.exp(sum - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The class whose probability times its factor is the largest. */
export function likeliest(probabilities: readonly number[], factors: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++)
    if (
      (probabilities[i] as number) * (factors[i] as number) >
      (probabilities[best] as number) * (factors[best] as number)
    )
      best = i;
  return best;
}
