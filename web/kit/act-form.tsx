import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import './act-form.css';
import { FormField } from './form-field.tsx';
import {
  checkValues,
  cleanValues,
  defaultValues,
  type FieldFault,
  type FieldSchema,
  type FormSchema,
  type FormValue,
  type FormValues,
  listFields,
} from './json-form.ts';
import type { Text } from './text.ts';

/** An act this person may do on a case now, with what it asks. */
export type ActOffer = {
  act: string;
  name: Text;
  style: 'primary' | 'normal' | 'minor' | 'danger';
  ask: FormSchema | null;
  evidence: number;
  needsTarget: boolean;
};

export type ActFormProps = {
  schema: FormSchema | null;
  /** Filled in before the reader types: a kept draft, or what was known. */
  initial?: FormValues;
  /** Words on the button that sends. */
  submit: string;
  busy?: boolean;
  danger?: boolean;
  /** Beyond the form itself something is missing (photos, a target): the button stays active, this sentence shows. */
  missing?: string | undefined;
  /** Called with cleaned values that passed the form's checks. */
  onSubmit: (values: FormValues) => void;
  /** Every change, for drafts. */
  onChange?: (values: FormValues) => void;
  /** Draws a field in the face's own way (a matter picker); undefined leaves it to the form. */
  renderField?: (
    key: string,
    field: FieldSchema,
    value: FormValue | undefined,
    set: (value: FormValue | undefined) => void,
  ) => ReactNode | undefined;
  /** Stands between the fields and the button: photos, the picker of a target. */
  children?: ReactNode;
};

/** Draws what an act asks and sends it once it is complete. Faults show at their field and the first gets the focus. */
export function ActForm({
  schema,
  initial,
  submit,
  busy,
  danger,
  missing,
  onSubmit,
  onChange,
  renderField,
  children,
}: ActFormProps) {
  const [values, setValues] = useState<FormValues>(() => ({ ...defaultValues(schema), ...initial }));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const faults: Record<string, FieldFault> = tried ? checkValues(schema, cleanValues(schema, values)) : {};

  const set = (key: string, value: FormValue | undefined) => {
    const next = { ...values };
    if (value === undefined) delete next[key];
    else next[key] = value;
    setValues(next);
    onChange?.(next);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const clean = cleanValues(schema, values);
    const wrong = Object.keys(checkValues(schema, clean))[0];
    if (wrong === undefined && missing === undefined) return onSubmit(clean);
    if (wrong !== undefined) form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(wrong)}"]`)?.focus();
  };

  return (
    <form ref={form} className="kit-form" noValidate onSubmit={send}>
      {listFields(schema).map(({ key, field, required }) => {
        const own = renderField?.(key, field, values[key], (value) => set(key, value));
        if (own !== undefined)
          return (
            <div key={key} className="kit-field">
              {own}
            </div>
          );
        return (
          <FormField
            key={key}
            name={key}
            field={field}
            required={required}
            value={values[key]}
            fault={faults[key]}
            onChange={(value) => set(key, value)}
          />
        );
      })}
      {children}
      {tried && missing !== undefined && (
        <p className="kit-fault" role="alert">
          {missing}
        </p>
      )}
      <button
        type="submit"
        className={danger ? 'kit-submit kit-submit-danger' : 'kit-submit'}
        disabled={busy}
        aria-busy={busy}
      >
        {submit}
      </button>
    </form>
  );
}
