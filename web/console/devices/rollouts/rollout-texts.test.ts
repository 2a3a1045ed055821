import { expect, test } from 'vitest';
import { rolloutTexts } from './rollout-texts.ts';

test('both languages have the same words', () => {
  expect(Object.keys(rolloutTexts.en)).toEqual(Object.keys(rolloutTexts.zh));
});
