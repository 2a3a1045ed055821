import type { Text } from '../../kit/text.ts';
import type { Question } from './questions-of.ts';

export function questionName({ key, field }: Question): Text {
  return { zh: field.title ?? key, en: field['x-title-en'] ?? field.title ?? key };
}

/** The words of the answer at a place in the list. */
export function choiceName({ field }: Question, at: number): Text {
  const plain = String(field.enum?.[at] ?? '');
  return { zh: field['x-enum-zh']?.[at] ?? plain, en: field['x-enum-en']?.[at] ?? plain };
}
