import { caseTexts } from './case-texts.ts';
import { deskTexts } from './desk-texts.ts';
import { factTexts } from './fact-texts.ts';
import { intakeTexts } from './intake-texts.ts';
import { shellTexts } from './shell-texts.ts';

/** Every word of the staff desk. Pages of the manager add their own when they load. */
export const consoleTexts = {
  zh: { ...shellTexts.zh, ...deskTexts.zh, ...caseTexts.zh, ...intakeTexts.zh, ...factTexts.zh },
  en: { ...shellTexts.en, ...deskTexts.en, ...caseTexts.en, ...intakeTexts.en, ...factTexts.en },
};
