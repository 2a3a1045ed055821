import type { Tree } from './judge-trees.ts';

/** All trees in one run of numbers, because walking nested arrays costs a third of a comparison. */
export type FlatTrees = {
  /** Feature of each node, −1 for a leaf; the node below the threshold is the next one. */
  features: Int16Array;
  /** Threshold, or the weight of a leaf. */
  values: Float64Array;
  /** Node at or above the threshold. */
  above: Int32Array;
  /** First node of each tree, by class. */
  roots: readonly Int32Array[];
};

/** @param trees by class */
export function flattenTrees(trees: readonly (readonly Tree[])[]): FlatTrees {
  const features: number[] = [];
  const values: number[] = [];
  const above: number[] = [];
  const lay = (tree: Tree): number => {
    const at = features.length;
    const leaf = typeof tree === 'number';
    features.push(leaf ? -1 : tree[0]);
    values.push(leaf ? tree : tree[1]);
    above.push(0);
    if (!leaf) {
      lay(tree[2]);
      above[at] = lay(tree[3]);
    }
    return at;
  };
  const roots = trees.map((list) => Int32Array.from(list, lay));
  return {
    features: Int16Array.from(features),
    values: Float64Array.from(values),
    above: Int32Array.from(above),
    roots,
  };
}
