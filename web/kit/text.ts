import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** A text in the two languages in which the API sends every name. */
export type Text = { zh: string; en: string };

/** Gives a function that picks the reader's language and falls back to Chinese where no English exists. */
export function useText(): (text: Text | null | undefined) => string {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useCallback((text) => pickText(text, language), [language]);
}

/** The text in the language of a tag like `zh-CN` or `en`. */
export function pickText(text: Text | null | undefined, language: string): string {
  if (!text) return '';
  return language.startsWith('zh') ? text.zh : text.en || text.zh;
}
