import type { FormSchema } from '@gewu/procedures/types';
import { validateForm } from '@gewu/procedures/validate-form';
import { Problem } from '../http/problem.ts';

/** @throws Problem 422 with every fault of the form, by field */
export function checkForm(schema: FormSchema, answers: Record<string, unknown>): void {
  const faults = validateForm(schema, answers);
  if (faults.length === 0) return;
  const fields = faults.map((fault) => fault.path || fault.message).join(', ');
  throw new Problem(422, 'form.wrong', { zh: `表单有误：${fields}`, en: `The form has faults: ${fields}` }, { faults });
}
