/** The part of JSON Schema 2020-12 that forms of acts use. */
export type FieldSchema = {
  type?: 'string' | 'number' | 'integer' | 'boolean';
  title?: string;
  'x-title-en'?: string;
  description?: string;
  'x-description-en'?: string;
  enum?: (string | number)[];
  'x-enum-zh'?: string[];
  'x-enum-en'?: string[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: FormValue;
};
export type FormSchema = {
  type?: string;
  properties?: Record<string, FieldSchema>;
  required?: string[];
  [key: string]: unknown;
};
export type FormValue = string | number | boolean;
export type FormValues = Record<string, FormValue>;
/** What is wrong with one field: a key of the kit's texts below `kit.form` and the number it mentions. */
export type FieldFault = { key: string; n?: number };

/** The fields of a form in the order of the declaration. */
export function listFields(
  schema: FormSchema | null | undefined,
): { key: string; field: FieldSchema; required: boolean }[] {
  const required = new Set(schema?.required ?? []);
  return Object.entries(schema?.properties ?? {}).map(([key, field]) => ({ key, field, required: required.has(key) }));
}

/** The defaults a form declares. */
export function defaultValues(schema: FormSchema | null | undefined): FormValues {
  const values: FormValues = {};
  for (const { key, field } of listFields(schema)) if (field.default !== undefined) values[key] = field.default;
  return values;
}

/** What goes to the server: texts trimmed, empty ones left out, numbers as numbers; nothing the form does not ask for. */
export function cleanValues(schema: FormSchema | null | undefined, values: FormValues): FormValues {
  const clean: FormValues = {};
  for (const { key, field } of listFields(schema)) {
    const value = values[key];
    if (typeof value !== 'string') {
      if (value !== undefined) clean[key] = value;
      continue;
    }
    const text = value.trim();
    if (text === '') continue;
    const wantsNumber = field.type === 'number' || field.type === 'integer';
    clean[key] = wantsNumber && !Number.isNaN(Number(text)) ? Number(text) : text;
  }
  return clean;
}

/** Checks cleaned values before they are sent; the server checks again and has the last word. */
export function checkValues(schema: FormSchema | null | undefined, clean: FormValues): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {};
  for (const { key, field, required } of listFields(schema)) {
    const fault = checkField(field, required, clean[key]);
    if (fault) faults[key] = fault;
  }
  return faults;
}

function checkField(field: FieldSchema, required: boolean, value: FormValue | undefined): FieldFault | undefined {
  if (value === undefined) return required ? { key: 'required' } : undefined;
  if (field.type === 'number' || field.type === 'integer') {
    if (typeof value !== 'number' || (field.type === 'integer' && !Number.isInteger(value)))
      return { key: 'badNumber' };
    if (field.minimum !== undefined && value < field.minimum) return { key: 'tooSmall', n: field.minimum };
    if (field.maximum !== undefined && value > field.maximum) return { key: 'tooLarge', n: field.maximum };
  }
  if (typeof value === 'string') {
    // JSON Schema counts characters, not UTF-16 units
    const length = [...value].length;
    if (field.minLength !== undefined && length < field.minLength) return { key: 'tooShort', n: field.minLength };
    if (field.maxLength !== undefined && length > field.maxLength) return { key: 'tooLong', n: field.maxLength };
    if (field.pattern !== undefined && !new RegExp(field.pattern, 'u').test(value)) return { key: 'wrong' };
  }
  return undefined;
}
