import type { FormSchema } from '../../kit/json-form.ts';
import type { Procedure } from '../shared/use-procedures.ts';

/** What the hotline procedure asks beside words and place; the time of the call is the time of the entry. */
export function callFormOf(procedures: readonly Procedure[]): FormSchema | null {
  const form = procedures.find((one) => one.procedure === 'hotline-ticket')?.form;
  if (!form?.properties) return null;
  const { received: _received, ...properties } = form.properties;
  return { ...form, properties };
}
