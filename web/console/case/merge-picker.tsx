import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import type { FormValue } from '../../kit/json-form.ts';
import { formatWhen } from '../../kit/time.ts';
import { useDelayed } from '../shared/use-delayed.ts';
import type { CaseRow } from './case-types.ts';
import { useRelated } from './use-case.ts';

type Props = {
  id: string;
  number: string;
  value: FormValue | undefined;
  onChange: (number: string | undefined) => void;
};

/** Picks the case into which this one is merged: one of those nearby, one found by words, or a number pasted. */
export function MergePicker({ id, number, value, onChange }: Props) {
  const { t } = useTranslation();
  const typed = value === undefined ? '' : String(value);
  const { data: related } = useRelated(number);
  const found = useFound(typed, number);
  const near = related?.map((row) => line(row, t(`related.${row.reason}`))) ?? [];
  return (
    <AutoComplete
      id={id}
      autoFocus
      defaultOpen
      allowClear
      placeholder={t('act.mergeHint')}
      value={typed}
      onChange={(next: string | undefined) => onChange(next?.trim() || undefined)}
      options={typed === '' ? near : found.map((row) => line(row, row.areaName))}
    />
  );
}

function line(row: CaseRow, why: string) {
  return {
    value: row.number,
    label: (
      <span className="option-two">
        <span>{row.title}</span>
        <small>{[why, formatWhen(row.openedAt), row.number].filter(Boolean).join(' · ')}</small>
      </span>
    ),
  };
}

/** Open cases of one's area that answer to the words; the case itself is no choice. */
function useFound(typed: string, self: string): CaseRow[] {
  const words = useDelayed(typed, 400);
  const { data } = useQuery({
    queryKey: ['cases', 'find', words],
    queryFn: ({ signal }) =>
      api<{ rows: CaseRow[] }>(
        'GET',
        `/cases?view=area&open=true&limit=10&q=${encodeURIComponent(words)}`,
        undefined,
        signal,
      ),
    enabled: words.length >= 2 && words.length <= 100,
  });
  return data?.rows.filter((row) => row.number !== self) ?? [];
}
