import { expect, test } from 'vitest';
import { claimTexts } from './claims-texts.ts';

test('both languages have the same words', () => {
  expect(Object.keys(claimTexts.en)).toEqual(Object.keys(claimTexts.zh));
});
