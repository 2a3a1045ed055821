import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '../../../kit/api.ts';
import type { CaseRow } from '../../case/case-types.ts';

/** Open cases in the hands of the post one acts as; undefined until they are known. */
export function useHeldCases(): CaseRow[] | undefined {
  const { data } = useQuery({
    queryKey: ['cases', 'held'],
    queryFn: () => api<{ rows: CaseRow[] }>('GET', '/cases?view=mine&open=true&limit=100'),
    staleTime: 30_000,
  });
  return data?.rows;
}

type Props = {
  cases: readonly CaseRow[];
  value: string | undefined;
  onChange: (number: string) => void;
  label: string;
};

/** Picks the case that a look or a comparison is for. */
export function HeldCaseSelect({ cases, value, onChange, label }: Props) {
  return (
    <Select
      className="dialog-field"
      aria-label={label}
      placeholder={label}
      showSearch={{ optionFilterProp: 'search' }}
      value={value ?? null}
      onChange={(number) => number && onChange(number)}
      options={cases.map((one) => ({
        value: one.number,
        search: `${one.number} ${one.title} ${one.place ?? ''}`,
        label: (
          <span className="option-two">
            <span className="clip">{one.title}</span>
            <small className="nums">
              {one.number} {one.place}
            </small>
          </span>
        ),
      }))}
    />
  );
}
