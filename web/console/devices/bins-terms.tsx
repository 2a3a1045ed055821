import { InputNumber, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { AreaSelect } from '../shared/area-select.tsx';
import type { BinSearch } from './bins-search.ts';

const HOURS = ['12', '24', '48', '72'];

/** What a round depends on: where, how many lorries, what they take, and when the next visit can be. */
export function BinsTerms({ search, onChange }: { search: BinSearch; onChange: (part: BinSearch) => void }) {
  const { t } = useTranslation();
  return (
    <search className="panel panel-body dv-filters bn-terms">
      <AreaSelect
        className="rs-area"
        value={search.within}
        onChange={(within) => onChange({ within: within ?? '', add: '', remove: '' })}
        label={t('bn.area')}
      />
      <span className="bn-term">
        <label htmlFor="bn-lorries">{t('bn.lorries')}</label>
        <InputNumber
          id="bn-lorries"
          min={1}
          max={5}
          value={Number(search.lorries ?? 1)}
          onChange={(value) => onChange({ lorries: String(value ?? 1) })}
        />
      </span>
      <span className="bn-term">
        <label htmlFor="bn-capacity">{t('bn.capacity')}</label>
        <InputNumber
          id="bn-capacity"
          min={5}
          max={100}
          step={5}
          value={Number(search.capacity ?? 60)}
          onChange={(value) => onChange({ capacity: String(value ?? 60) })}
        />
      </span>
      <span className="bn-term">
        <span id="bn-hours">{t('bn.hours')}</span>
        <Segmented
          aria-labelledby="bn-hours"
          value={search.hours ?? '24'}
          onChange={(hours) => onChange({ hours })}
          options={HOURS.map((value) => ({ value, label: t('bn.hoursOf', { n: value }) }))}
        />
      </span>
    </search>
  );
}
