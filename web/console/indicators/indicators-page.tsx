import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Segmented, Select, Spin } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { addTexts } from '../manage/add-texts.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { indicatorTexts } from './indicator-texts.ts';
import './indicators.css';
import { Definitions } from './parts/definitions.tsx';
import { IndicatorFilters } from './parts/indicator-filters.tsx';
import {
  fitsDays,
  groupingIn,
  groupings,
  type IndicatorSearch,
  indicatorQuery,
  levelIn,
  periodIn,
} from './parts/indicator-search.ts';
import { formatRate, type Grouping, type Indicators } from './parts/indicator-types.ts';
import { RateChart } from './parts/rate-chart.tsx';
import { RateMap } from './parts/rate-map.tsx';
import { RateTable } from './parts/rate-table.tsx';
import { TotalCards } from './parts/total-cards.tsx';

addTexts(indicatorTexts);

/** Indicators as cards, chart, map and table; what is shown is the address, and each number opens its cases. */
export function IndicatorsPage() {
  const { t } = useTranslation();
  const search: IndicatorSearch = useSearch({ from: '/indicators' });
  const navigate = useNavigate();
  const own = usePostArea();
  const query = indicatorQuery(search, own);
  const { data, error, isFetching } = useQuery({
    queryKey: ['indicators', query],
    queryFn: () => api<Indicators>('GET', `/indicators?${query}`),
    placeholderData: (before) => before,
    enabled: own !== '',
  });
  usePageTitle(t('ind.title'));
  const change = (part: Partial<IndicatorSearch>) => {
    const next = Object.entries({ ...search, ...part }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    void navigate({ to: '/indicators', search: Object.fromEntries(next) });
  };
  const period = periodIn(search);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('ind.title')}</h1>
        <span className="quiet">{t('ind.lead')}</span>
        <span className="frame-space" />
        {data && (
          <span className="quiet">{data.asOf ? t('ind.asOf', { when: formatWhen(data.asOf) }) : t('ind.never')}</span>
        )}
      </div>
      <IndicatorFilters search={search} period={period} onChange={change} />
      {error && <Alert type="error" showIcon title={t('ind.error')} description={describeError(error)} />}
      <Spin spinning={isFetching} delay={250}>
        {data ? <Shown data={data} search={search} own={own} onChange={change} /> : <div className="page-loading" />}
      </Spin>
    </div>
  );
}

type ShownProps = {
  data: Indicators;
  search: IndicatorSearch;
  own: string;
  onChange: (part: Partial<IndicatorSearch>) => void;
};

function Shown({ data, search, own, onChange }: ShownProps) {
  const { t } = useTranslation();
  const text = useText();
  const by = groupingIn(search);
  const chosen =
    data.definitions.find((one) => one.key === search.show) ?? data.definitions.find((one) => one.key === 'onTime');
  const isTime = by === 'month' || by === 'day';
  const charted = useMemo(
    () => (isTime ? data.rows : [...data.rows].sort((a, b) => b.cases - a.cases).slice(0, 20)),
    [data.rows, isTime],
  );
  const points = useMemo(
    () =>
      charted.map((row) => {
        const one = chosen && row.indicators[chosen.key];
        const note = `${text(row.name)}\n${formatRate(one?.value ?? null)}  (${one?.numerator ?? 0} / ${one?.denominator ?? 0})${one?.small ? `\n${t('ind.small')}` : ''}`;
        return { name: text(row.name), value: one?.value ?? null, small: one?.small ?? true, note };
      }),
    [charted, chosen, text, t],
  );
  if (!chosen) return null;
  const level = levelIn(search, own);
  const into = (key: string) => {
    if (by === 'area' && (key.length === 9 || key.length === 12)) onChange({ within: key, level: undefined });
    if (by === 'unit' && key !== '0') onChange({ unit: key, by: 'matter' });
    if (by === 'matter' && key) onChange({ matter: key, by: 'month' });
  };
  return (
    <>
      <TotalCards data={data} chosen={chosen.key} onChoose={(show) => onChange({ show })} />
      <div className="ind-choice">
        <Segmented<Grouping>
          aria-label={t('ind.by')}
          value={by}
          onChange={(next) => onChange({ by: next })}
          options={groupings.map((value) => ({
            value,
            label: t(`ind.by.${value}`),
            disabled: value === 'day' && !fitsDays(periodIn(search)),
          }))}
        />
        {by === 'area' && (search.within ?? own).length < 9 && (
          <Segmented
            aria-label={t('ind.level')}
            value={String(level)}
            onChange={(next) => onChange({ level: next })}
            options={['2', '3'].map((value) => ({ value, label: t(`ind.level.${value}`) }))}
          />
        )}
        <span className="frame-space" />
        <span className="quiet" id="ind-show">
          {t('ind.chart')}
        </span>
        <Select
          aria-label={t('ind.chart')}
          className="ind-filter"
          value={chosen.key}
          onChange={(show) => onChange({ show })}
          options={data.definitions.map((one) => ({ value: one.key, label: text(one.name) }))}
        />
      </div>
      <div className={by === 'area' ? 'ind-pictures' : 'ind-pictures ind-pictures-one'}>
        <section className="panel panel-body">
          <h2 className="panel-title">{t('ind.chartOf', { name: text(chosen.name), by: t(`ind.by.${by}`) })}</h2>
          {data.rows.length > charted.length && <p className="quiet">{t('ind.chartTop')}</p>}
          <RateChart
            points={points}
            line={isTime}
            label={t('ind.chartOf', { name: text(chosen.name), by: t(`ind.by.${by}`) })}
            onPick={(i) => into(charted[i]?.key ?? '')}
          />
        </section>
        {by === 'area' && (
          <section className="panel panel-body">
            <h2 className="panel-title">{t('ind.map', { name: text(chosen.name) })}</h2>
            <RateMap rows={data.rows} definition={chosen} level={level} within={search.within ?? own} onArea={into} />
          </section>
        )}
      </div>
      <section className="panel panel-body ind-table" aria-labelledby="ind-table">
        <h2 id="ind-table" className="panel-title">
          {t('ind.table')}
        </h2>
        <RateTable
          rows={data.rows}
          total={data.total}
          definitions={data.definitions}
          onGroup={isTime ? undefined : into}
        />
      </section>
      <Definitions definitions={data.definitions} />
    </>
  );
}
