import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Rate, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type FieldFault,
  type FieldSchema,
  type FormSchema,
  type FormValue,
  type FormValues,
  listFields,
} from '../../kit/json-form.ts';
import { nameChoices, nameField } from './describe-answers.ts';
import { MatterSelect } from './matter-select.tsx';

type Props = {
  schema: FormSchema | null;
  values: FormValues;
  faults: Record<string, FieldFault>;
  onChange: (values: FormValues) => void;
  /** Draws a field in the page's own way; undefined leaves it to the schema. */
  draw?: (
    key: string,
    value: FormValue | undefined,
    set: (value: FormValue | undefined) => void,
  ) => ReactNode | undefined;
  /** Prefix of the ids of the controls. */
  idPrefix: string;
};

/** The fields of a declared form, drawn for the desk: every act and every report is filled in through this. */
export function SchemaFields({ schema, values, faults, onChange, draw, idPrefix }: Props) {
  const { t, i18n } = useTranslation();
  return listFields(schema).map(({ key, field, required }) => {
    const set = (value: FormValue | undefined) => {
      const { [key]: _old, ...rest } = values;
      onChange(value === undefined ? rest : { ...rest, [key]: value });
    };
    const id = `${idPrefix}-${key}`;
    const label = nameField(key, field, i18n.language);
    const fault = faults[key];
    return (
      <Form.Item
        key={key}
        label={label}
        htmlFor={id}
        required={required}
        validateStatus={fault === undefined ? '' : 'error'}
        help={fault === undefined ? undefined : t(`kit.form.${fault.key}`, { n: fault.n })}
      >
        {draw?.(key, values[key], set) ?? (
          <Control id={id} name={key} field={field} label={label} value={values[key]} set={set} />
        )}
      </Form.Item>
    );
  });
}

type ControlProps = {
  id: string;
  name: string;
  field: FieldSchema;
  label: string;
  value: FormValue | undefined;
  set: (value: FormValue | undefined) => void;
};

function Control({ id, name, field, label, value, set }: ControlProps) {
  const { t, i18n } = useTranslation();
  const choices = nameChoices(field, i18n.language);
  if (name === 'matter')
    return (
      <MatterSelect id={id} label={label} value={value === undefined ? undefined : String(value)} onChange={set} />
    );
  if (name === 'rating') return <Rate id={id} value={Number(value ?? 0)} onChange={set} aria-label={label} />;
  if (choices !== undefined && choices.length <= 5)
    return (
      <Radio.Group
        id={id}
        options={choices}
        value={value}
        onChange={(event) => set(event.target.value)}
        aria-label={label}
        className="choice-group"
      />
    );
  if (choices !== undefined)
    return <Select id={id} options={choices} value={value ?? null} onChange={set} aria-label={label} />;
  if (field.type === 'boolean')
    return (
      <Checkbox id={id} checked={value === true} onChange={(event) => set(event.target.checked)}>
        {t('kit.form.yes')}
      </Checkbox>
    );
  if (field.type === 'integer' || field.type === 'number') {
    return (
      <InputNumber
        id={id}
        value={value === undefined ? null : Number(value)}
        onChange={(next) => set(next ?? undefined)}
        precision={field.type === 'integer' ? 0 : undefined}
        min={field.minimum}
        max={field.maximum}
        className="number-field"
      />
    );
  }
  if (field.format === 'date')
    return (
      <DatePicker
        id={id}
        value={value === undefined ? null : dayjs(String(value))}
        onChange={(day) => set(day?.format('YYYY-MM-DD'))}
        minDate={dayjs()}
      />
    );
  const text = value === undefined ? '' : String(value);
  if ((field.maxLength ?? 0) > 100)
    return (
      <Input.TextArea
        id={id}
        value={text}
        onChange={(event) => set(event.target.value)}
        maxLength={field.maxLength}
        autoSize={{ minRows: 3, maxRows: 10 }}
        showCount
      />
    );
  return <Input id={id} value={text} onChange={(event) => set(event.target.value)} maxLength={field.maxLength} />;
}
