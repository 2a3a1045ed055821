import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { kitTexts } from './kit-texts.ts';

export type Language = 'zh-CN' | 'en';
/** Texts of a face, nested or with dotted keys. */
export type Texts = { [key: string]: string | Texts };

const KEY = 'gewu-language';

/**
 * Starts the texts of a face: its own beside those of the kit. Chinese comes first; English only where the reader
 * chose it. Call once, before the first render.
 */
export function startI18n(face: { zh: Texts; en: Texts }): i18n {
  const language: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: {
      'zh-CN': { translation: { ...face.zh, kit: kitTexts.zh } },
      en: { translation: { ...face.en, kit: kitTexts.en } },
    },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

/** The language of the face now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

/** Changes the language at once and remembers it on this device. */
export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The words of a key outside a component; inside, take `useTranslation`. */
export function t(key: string, values?: Record<string, unknown>): string {
  return i18next.t(key, values ?? {}) as string;
}
