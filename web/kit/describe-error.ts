import { ApiProblem } from './api.ts';
import { currentLanguage, t } from './i18n.ts';
import { pickText } from './text.ts';

/** A sentence for the reader about whatever went wrong with a call. */
export function describeError(error: unknown): string {
  if (error instanceof ApiProblem) return pickText(error.sentence, currentLanguage());
  return t(error instanceof TypeError ? 'kit.net' : 'kit.wrong');
}
