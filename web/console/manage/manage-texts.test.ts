import { expect, test } from 'vitest';
import { indicatorTexts } from '../indicators/indicator-texts.ts';
import { doubtTexts } from '../records/doubts/doubt-texts.ts';
import { vaultTexts } from '../records/vaults/vault-texts.ts';
import { manageTexts } from './manage-texts.ts';

test.each([
  ['manage', manageTexts],
  ['indicators', indicatorTexts],
  ['doubts', doubtTexts],
  ['vaults', vaultTexts],
])('both languages of %s say the same things with the same values', (_name, texts) => {
  const zh: Record<string, string> = texts.zh;
  const en: Record<string, string> = texts.en;
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const [key, text] of Object.entries(zh)) expect([key, values(en[key] ?? '')]).toEqual([key, values(text)]);
});
