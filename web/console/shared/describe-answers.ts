import { type FieldSchema, type FormSchema, listFields } from '../../kit/json-form.ts';
import { pickText, type Text } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';

export type Answer = { key: string; label: string; value: string };
const yes: Text = { zh: '是', en: 'Yes' };
const no: Text = { zh: '否', en: 'No' };

/**
 * What was filled in, in the words of the form it was filled into and in the reader's language. An answer that the
 * form does not know (an older version asked it) is still shown, under its own key: nothing on record is hidden.
 */
export function describeAnswers(
  schema: FormSchema | null | undefined,
  answers: Record<string, unknown>,
  language: string,
  skip: readonly string[] = [],
): Answer[] {
  const fields = new Map(listFields(schema).map(({ key, field }) => [key, field]));
  const known = [...fields.keys()].filter((key) => key in answers);
  const rest = Object.keys(answers).filter((key) => !fields.has(key));
  return [...known, ...rest]
    .filter((key) => !skip.includes(key) && answers[key] !== null && answers[key] !== '')
    .map((key) => ({
      key,
      label: nameField(key, fields.get(key), language),
      value: nameValue(fields.get(key), answers[key], language),
    }));
}

/** The title of a field in the reader's language, its key where it has none. */
export function nameField(key: string, field: FieldSchema | undefined, language: string): string {
  return pickText({ zh: field?.title ?? key, en: field?.['x-title-en'] ?? field?.title ?? key }, language);
}

/** The choices of a field with their names; undefined where it is no choice. */
export function nameChoices(
  field: FieldSchema,
  language: string,
): { value: string | number; label: string }[] | undefined {
  return field.enum?.map((value, at) => ({
    value,
    label: pickText(
      { zh: field['x-enum-zh']?.[at] ?? String(value), en: field['x-enum-en']?.[at] ?? String(value) },
      language,
    ),
  }));
}

function nameValue(field: FieldSchema | undefined, value: unknown, language: string): string {
  if (typeof value === 'boolean') return pickText(value ? yes : no, language);
  if (field?.format === 'date-time' && typeof value === 'string') return formatWhen(value);
  const choice = field === undefined ? undefined : nameChoices(field, language)?.find((one) => one.value === value);
  if (choice !== undefined) return choice.label;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
