import { expect, it } from 'vitest';
import { likeliest } from '../src/address/judge-trees.ts';
import { boostTrees, judgeRows } from './boost-trees.ts';

it('learns a rule that needs two features together', () => {
  const rows = Array.from({ length: 400 }, (_, i) => [i % 20, Math.floor(i / 20), (i * 7) % 13]);
  const classes = rows.map(([x = 0, y = 0]) => (x < 10 ? 0 : y < 10 ? 1 : 2));
  const options = { rounds: 30, depth: 2, rate: 0.3, ridge: 1, least: 5, share: 1, sample: 1 };
  const guesses = judgeRows(boostTrees(rows, classes, 3, options), rows).map((chances) =>
    likeliest(chances, [1, 1, 1]),
  );
  expect(guesses).toEqual(classes);
});
