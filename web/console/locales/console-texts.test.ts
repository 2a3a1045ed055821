import { expect, test } from 'vitest';
import { consoleTexts } from './console-texts.ts';

test('both languages say the same things', () => {
  expect(Object.keys(consoleTexts.en).sort()).toEqual(Object.keys(consoleTexts.zh).sort());
});

test('a text takes the same values in both languages', () => {
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const [key, zh] of Object.entries(consoleTexts.zh)) {
    expect([key, values(consoleTexts.en[key as keyof typeof consoleTexts.en])]).toEqual([key, values(zh)]);
  }
});
