import { expect, test } from 'vitest';
import { reachTexts } from './reach-texts.ts';

test('both languages have the same words', () => {
  expect(Object.keys(reachTexts.en)).toEqual(Object.keys(reachTexts.zh));
});
