import type { FormSchema } from '@gewu/procedures/types';

export type Attribute = {
  variable: boolean;
  code: string;
  datatype: 'string' | 'number' | 'datetime' | 'text' | 'singlevaluelist' | 'multivaluelist';
  required: boolean;
  datatype_description: string | null;
  order: number;
  description: string;
  values: { key: string; name: string }[] | null;
};

type Field = {
  type?: string;
  format?: string;
  title?: string;
  'x-title-en'?: string;
  maxLength?: number;
  enum?: readonly unknown[];
  'x-enum-zh'?: readonly string[];
  'x-enum-en'?: readonly string[];
  items?: Field;
};

/** From this length on a text may have several lines. */
const LONG_TEXT = 200;

/**
 * The attributes of a service from the form of its procedure, in the form's order. A choice of several is a list
 * whose items are an enumeration; yes and no are a list of two.
 */
export function describeAttributes(form: FormSchema | undefined): Attribute[] {
  const properties = (form?.properties ?? {}) as Record<string, Field>;
  const required = new Set((form?.required ?? []) as string[]);
  return Object.entries(properties).map(([code, field], i) => {
    const values = valuesOf(field.items ?? field);
    return {
      variable: true,
      code,
      datatype: datatypeOf(field, values),
      required: required.has(code),
      datatype_description: field.format === 'date' || field.format === 'date-time' ? 'ISO 8601' : null,
      order: i + 1,
      description: both(field.title ?? code, field['x-title-en']),
      values,
    };
  });
}

function datatypeOf(field: Field, values: unknown[] | null): Attribute['datatype'] {
  if (values) return field.type === 'array' ? 'multivaluelist' : 'singlevaluelist';
  if (field.type === 'number' || field.type === 'integer') return 'number';
  if (field.format === 'date' || field.format === 'date-time') return 'datetime';
  return (field.maxLength ?? 0) >= LONG_TEXT ? 'text' : 'string';
}

function valuesOf(field: Field): { key: string; name: string }[] | null {
  if (field.type === 'boolean')
    return [
      { key: 'true', name: both('是', 'Yes') },
      { key: 'false', name: both('否', 'No') },
    ];
  return (
    field.enum?.map((key, i) => ({
      key: String(key),
      name: both(field['x-enum-zh']?.[i] ?? String(key), field['x-enum-en']?.[i]),
    })) ?? null
  );
}

const both = (zh: string, en: string | undefined) => (en && en !== zh ? `${zh} / ${en}` : zh);
