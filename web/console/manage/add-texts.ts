import i18next from 'i18next';
import type { Texts } from '../../kit/i18n.ts';

/** Adds the words of a page that loads later than the face; call it when the module loads, before it renders. */
export function addTexts(texts: { zh: Texts; en: Texts }): void {
  i18next.addResourceBundle('zh-CN', 'translation', texts.zh, true, true);
  i18next.addResourceBundle('en', 'translation', texts.en, true, true);
}
