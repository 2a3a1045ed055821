import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describeFault } from './describe-fault.ts';
import type { FormSchema } from './types.ts';

/** What is wrong with one field: `path` is a JSON pointer, empty for the form itself. */
export type FormFault = { path: string; message: string; zh: string };

const KEPT = 500;
const ajv = new Ajv2020({ allErrors: true, strict: false });
// both packages are CommonJS: the function sits on `default` for the types and for Node alike
addFormats.default(ajv);
const bySchema = new WeakMap<FormSchema, ValidateFunction>();
const byText = new Map<string, ValidateFunction>();

/**
 * Checks data against a form (JSON Schema 2020-12) and names every fault in both languages; an empty list means
 * that the data is good. Compiled forms are kept, also when the same form arrives as a fresh object from a store.
 * @throws Error when the schema itself is not valid
 */
export function validateForm(schema: FormSchema, data: unknown): FormFault[] {
  const validate = bySchema.get(schema) ?? compile(schema);
  if (validate(data)) return [];
  return (validate.errors ?? []).map(toFault);
}

function compile(schema: FormSchema): ValidateFunction {
  const text = JSON.stringify(schema);
  let validate = byText.get(text);
  if (!validate) {
    // Ajv keeps every schema by identity and refuses a second one with the same $id
    validate = ajv.compile({ ...schema, $id: undefined });
    if (byText.size >= KEPT) byText.delete(byText.keys().next().value as string);
    byText.set(text, validate);
  }
  bySchema.set(schema, validate);
  return validate;
}

function toFault(error: ErrorObject): FormFault {
  const missing = error.keyword === 'required' ? `/${error.params.missingProperty as string}` : '';
  return { path: error.instancePath + missing, ...describeFault(error) };
}
