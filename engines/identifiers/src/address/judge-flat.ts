import type { FlatTrees } from './flatten-trees.ts';
import { toChances } from './judge-trees.ts';

/**
 * Probabilities by class, as `judgeTrees` gives them.
 * @param values in the order of the features
 */
export function judgeFlat({ features, values: limits, above, roots }: FlatTrees, values: ArrayLike<number>): number[] {
  const sums = roots.map((list) => {
    let sum = 0;
    for (const root of list) {
      let at = root;
      for (let feature = features[at] as number; feature >= 0; feature = features[at] as number)
        at = (values[feature] as number) < (limits[at] as number) ? at + 1 : (above[at] as number);
      sum += limits[at] as number;
    }
    return sum;
  });
  return toChances(sums);
}
