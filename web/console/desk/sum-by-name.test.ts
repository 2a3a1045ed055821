import { expect, test } from 'vitest';
import { sumByName } from './sum-by-name.ts';

test('states of one name are one count that opens them all', () => {
  const names: Record<string, string> = { rating: '待评价', evaluating: '待评价', handling: '处置中', draft: '暂存' };
  const counts = { rating: 67, handling: 90, evaluating: 5, draft: 0 };
  expect(sumByName(counts, ['draft', 'handling', 'rating', 'evaluating'], (state) => names[state] ?? state)).toEqual([
    { name: '处置中', keys: 'handling', count: 90 },
    { name: '待评价', keys: 'evaluating,rating', count: 72 },
  ]);
});
