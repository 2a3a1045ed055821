import type { FormSchema } from '@gewu/procedures/types';

type Fields = { properties?: Record<string, unknown>; required?: string[] };

/**
 * The form of an act as one case asks it. Where the declared form says `x-from: name`, the case itself brings
 * questions in its attribute of that name (a form too); they come first, the declared fields after them.
 */
export function formOf(ask: FormSchema | undefined, attributes: Record<string, unknown>): FormSchema | undefined {
  const from = ask?.['x-from'];
  const own = typeof from === 'string' ? (attributes[from] as Fields | undefined) : undefined;
  if (!ask || !own) return ask;
  const { 'x-from': _from, ...declared } = ask as Fields & FormSchema;
  const { properties = {}, required = [] } = own;
  // the database keeps an object's names in an order of its own; the list of what is required keeps that of the questions
  const first = Object.fromEntries(required.filter((key) => key in properties).map((key) => [key, properties[key]]));
  return {
    ...declared,
    properties: { ...first, ...properties, ...(declared.properties as object) },
    required: [...required, ...((declared.required as string[] | undefined) ?? [])],
  };
}
