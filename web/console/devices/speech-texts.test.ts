import { expect, test } from 'vitest';
import { speechTexts } from './speech-texts.ts';

test('both languages have the same words', () => {
  expect(Object.keys(speechTexts.en)).toEqual(Object.keys(speechTexts.zh));
});
