import { expect, it } from 'vitest';
import { flattenTrees } from './flatten-trees.ts';
import { judgeFlat } from './judge-flat.ts';
import { judgeTrees, type Tree } from './judge-trees.ts';

it('judges as the nested trees do', () => {
  const trees: Tree[][] = [
    [0.2, [0, 3, -0.4, [1, 2, 0.7, 1.1]]],
    [[1, 5, [0, 1, 0.3, -2], 0.9], -0.1],
  ];
  const flat = flattenTrees(trees);
  for (const x of [0, 1, 2.9, 3, 8])
    for (const y of [0, 2, 5]) expect(judgeFlat(flat, [x, y])).toEqual(judgeTrees(trees, [x, y]));
});
