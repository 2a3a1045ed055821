import type { FormSchema } from '../../kit/json-form.ts';
import type { CaseDetail } from './case-types.ts';

/** The questions that a case brings of its own (a visit to a door), beside those that its procedure asks of every case. */
export function ownForm(found: Pick<CaseDetail, 'attributes'>): FormSchema | undefined {
  const { form } = found.attributes;
  if (typeof form !== 'object' || form === null) return undefined;
  const { properties = {}, required = [], ...rest } = form as FormSchema;
  // stored objects lose the order of their names, lists keep it
  const first = required.flatMap((key) => (properties[key] ? [[key, properties[key]] as const] : []));
  return { ...rest, required, properties: { ...Object.fromEntries(first), ...properties } };
}
