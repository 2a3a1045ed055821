import { expect, test } from 'vitest';
import { deviceTexts } from './devices-texts.ts';

test('both languages have the same words', () => {
  expect(Object.keys(deviceTexts.en)).toEqual(Object.keys(deviceTexts.zh));
});
