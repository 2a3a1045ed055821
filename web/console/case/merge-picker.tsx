import { AutoComplete } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormValue } from '../../kit/json-form.ts';
import { formatWhen } from '../../kit/time.ts';
import { useRelated } from './use-case.ts';

type Props = {
  id: string;
  number: string;
  value: FormValue | undefined;
  onChange: (number: string | undefined) => void;
};

/** Picks the case into which this one is merged: one of those nearby, or any number typed or pasted. */
export function MergePicker({ id, number, value, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useRelated(number);
  const options = (data ?? []).map((row) => ({
    value: row.number,
    label: (
      <span className="option-two">
        <span>{row.title}</span>
        <small>
          {[
            t(`related.${row.reason}`),
            row.distance === null ? '' : t('case.distance', { metres: row.distance }),
            formatWhen(row.openedAt),
            row.number,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
    ),
  }));
  return (
    <AutoComplete
      id={id}
      autoFocus
      defaultOpen
      allowClear
      placeholder={t('act.mergeHint')}
      value={value === undefined ? '' : String(value)}
      onChange={(next: string | undefined) =>
        onChange(next === undefined || next.trim() === '' ? undefined : next.trim())
      }
      options={options}
    />
  );
}
