import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldFault, FieldSchema, FormValue } from './json-form.ts';
import { useText } from './text.ts';

type Props = {
  name: string;
  field: FieldSchema;
  required: boolean;
  value: FormValue | undefined;
  fault: FieldFault | undefined;
  onChange: (value: FormValue | undefined) => void;
};

/** One field of a form, drawn by what its schema says: choice, stars, yes or no, date, number, line or box of text. */
export function FormField({ name, field, required, value, fault, onChange }: Props) {
  const id = useId();
  const { t } = useTranslation();
  const text = useText();
  const label = text({ zh: field.title ?? name, en: field['x-title-en'] ?? field.title ?? name });
  const help = text({ zh: field.description ?? '', en: field['x-description-en'] ?? field.description ?? '' });
  const described = fault ? `${id}-fault` : help ? `${id}-help` : undefined;
  const shared = {
    id,
    name,
    required,
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': described,
  } as const;
  const choices = listChoices(field, required, t);
  const plain = value === undefined ? '' : String(value);

  const control = () => {
    if (choices && (choices.length <= 5 || name === 'rating')) {
      return (
        <div className={name === 'rating' ? 'kit-choices kit-stars' : 'kit-choices'}>
          {choices.map((choice) => (
            <label key={String(choice.value)} className="kit-choice">
              <input
                type="radio"
                name={name}
                required={required}
                checked={value === choice.value}
                onChange={() => onChange(choice.value)}
              />
              <span>{text(choice.name)}</span>
            </label>
          ))}
        </div>
      );
    }
    if (choices) {
      return (
        <select
          {...shared}
          value={plain}
          onChange={(event) => onChange(choices.find((one) => String(one.value) === event.target.value)?.value)}
        >
          <option value="">{t('kit.form.choose')}</option>
          {choices.map((choice) => (
            <option key={String(choice.value)} value={String(choice.value)}>
              {text(choice.name)}
            </option>
          ))}
        </select>
      );
    }
    if (field.format === 'date')
      return (
        <input {...shared} type="date" value={plain} onChange={(event) => onChange(event.target.value || undefined)} />
      );
    if (field.type === 'number' || field.type === 'integer') {
      return (
        <input
          {...shared}
          inputMode={field.type === 'integer' ? 'numeric' : 'decimal'}
          value={plain}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
    if ((field.maxLength ?? 0) > 100) {
      return (
        <textarea
          {...shared}
          rows={3}
          maxLength={field.maxLength}
          value={plain}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
    return (
      <input
        {...shared}
        type="text"
        maxLength={field.maxLength}
        value={plain}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  };

  if (field.type === 'boolean' && !required) {
    return (
      <div className="kit-field">
        <label className="kit-choice">
          <input
            type="checkbox"
            name={name}
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span>{label}</span>
        </label>
        {help && (
          <p id={`${id}-help`} className="kit-help">
            {help}
          </p>
        )}
      </div>
    );
  }
  const caption = (
    <>
      {label}
      {!required && <span className="kit-optional">{t('kit.form.optional')}</span>}
    </>
  );
  const isGroup = choices !== undefined && (choices.length <= 5 || name === 'rating');
  const body = (
    <>
      {isGroup ? (
        <legend className="kit-label">{caption}</legend>
      ) : (
        <label className="kit-label" htmlFor={id}>
          {caption}
        </label>
      )}
      {help && (
        <p id={`${id}-help`} className="kit-help">
          {help}
        </p>
      )}
      {control()}
      {fault && (
        <p id={`${id}-fault`} className="kit-fault" role="alert">
          {t(`kit.form.${fault.key}`, { n: fault.n })}
        </p>
      )}
    </>
  );
  return isGroup ? (
    <fieldset className="kit-field" aria-describedby={described}>
      {body}
    </fieldset>
  ) : (
    <div className="kit-field">{body}</div>
  );
}

type Choice = { value: FormValue; name: { zh: string; en: string } };

function listChoices(field: FieldSchema, required: boolean, t: TFunction): Choice[] | undefined {
  if (field.enum) {
    return field.enum.map((value, at) => ({
      value,
      name: { zh: field['x-enum-zh']?.[at] ?? String(value), en: field['x-enum-en']?.[at] ?? String(value) },
    }));
  }
  const same = (word: string) => ({ zh: word, en: word });
  if (field.type === 'boolean' && required)
    return [true, false].map((value) => ({ value, name: same(t(value ? 'kit.form.yes' : 'kit.form.no')) }));
  if (field.type === 'integer' && field.minimum === 1 && field.maximum === 5) {
    return [1, 2, 3, 4, 5].map((value) => ({ value, name: same(t('kit.form.star', { n: value })) }));
  }
  return undefined;
}
