import { expect, test } from 'vitest';
import { pastTexts } from './past-texts.ts';
import { trialTexts } from './trial-texts.ts';

test.each([pastTexts, trialTexts])('both languages have the same words', ({ zh, en }) => {
  expect(Object.keys(en)).toEqual(Object.keys(zh));
});
