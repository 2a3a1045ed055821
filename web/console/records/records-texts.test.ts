import { expect, test } from 'vitest';
import { compareTexts } from './compare/compare-texts.ts';
import { entityTexts } from './entity/entity-texts.ts';
import { searchTexts } from './search/search-texts.ts';
import { sharingTexts } from './sharing/sharing-texts.ts';

test.each([
  ['search', searchTexts],
  ['entity', entityTexts],
  ['compare', compareTexts],
  ['sharing', sharingTexts],
])('both languages of %s say the same things with the same values', (_name, texts) => {
  const zh: Record<string, string> = texts.zh;
  const en: Record<string, string> = texts.en;
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const [key, text] of Object.entries(zh)) expect([key, values(en[key] ?? '')]).toEqual([key, values(text)]);
});
