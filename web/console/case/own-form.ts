import type { FormSchema } from '../../kit/json-form.ts';
import type { CaseDetail } from './case-types.ts';

/** The questions that a case brings of its own (a visit to a door), beside those that its procedure asks of every case. */
export function ownForm(found: Pick<CaseDetail, 'attributes'>): FormSchema | undefined {
  const { form } = found.attributes;
  return typeof form === 'object' && form !== null ? (form as FormSchema) : undefined;
}
