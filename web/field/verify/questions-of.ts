import { type FieldSchema, type FormSchema, listFields } from '../../kit/json-form.ts';

export type Question = { key: string; field: FieldSchema };

/**
 * The questions of a visit, one choice each, in their order. The server puts them into the act's form; without network
 * only the declared form may be known, which says under `x-from` where in the case they stand.
 * @returns empty where this phone does not know them
 */
export function questionsOf(ask: FormSchema | null, attributes: Record<string, unknown>): Question[] {
  const from = ask?.['x-from'];
  const form = typeof from === 'string' ? (attributes[from] as FormSchema | undefined) : ask;
  // stored objects lose the order of their names, lists keep it
  const order = form?.required ?? [];
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return listFields(form)
    .flatMap(({ key, field }) => (field.enum ? [{ key, field }] : []))
    .sort((a, b) => place(a.key) - place(b.key));
}
