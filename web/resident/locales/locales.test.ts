import { expect, test } from 'vitest';
import { kitTexts } from '../../kit/kit-texts.ts';
import { residentEn } from './en.ts';
import { residentZh } from './zh.ts';

/** Every key with the values it mentions. */
function shape(texts: unknown, path = ''): string[] {
  if (typeof texts === 'string') return [`${path} ${(texts.match(/{{\w+}}/g) ?? []).sort().join()}`];
  return Object.entries(texts as object).flatMap(([key, value]) => shape(value, `${path}.${key}`));
}

test.each([
  ['the face', residentZh, residentEn],
  ['the kit', kitTexts.zh, kitTexts.en],
])('%s says the same things in both languages', (_name, zh, en) => {
  expect(shape(en)).toEqual(shape(zh));
});
