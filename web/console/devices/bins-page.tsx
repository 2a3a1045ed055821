import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Segmented, Spin } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import { formatWhen } from '../../kit/time.ts';
import { addTexts } from '../manage/add-texts.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import './devices.css';
import './bins.css';
import { BinFacts } from './bins-facts.tsx';
import { BinsMap } from './bins-map.tsx';
import { BinsPassed } from './bins-passed.tsx';
import { BinsPlan } from './bins-plan.tsx';
import { type BinSearch, moveBin, planQuery } from './bins-search.ts';
import { BinsTerms } from './bins-terms.tsx';
import { binTexts } from './bins-texts.ts';
import { GiveRound } from './give-round.tsx';
import { roundCsv } from './round-csv.ts';
import { useAreaName } from './use-area-name.ts';
import { useBinPlan, useBins } from './use-bins.ts';

addTexts(binTexts);

/** When bins will be full, and the round that follows from it; a person may change it, print it and give it to the crew. */
export function BinsPage() {
  const { t, i18n } = useTranslation();
  const search: BinSearch = useSearch({ from: '/devices/bins' });
  const navigate = useNavigate();
  const { data: me } = useMe();
  const own = usePostArea();
  const nameOf = useAreaName();
  const [tab, setTab] = useState<'plan' | 'passed' | 'all'>('plan');
  const list = useBins(search.within);
  const { data: plan, error: planError } = useBinPlan(planQuery(search));
  const bins = useMemo(() => new Map(list.data?.rows.map((bin) => [bin.id, bin])), [list.data]);
  usePageTitle(t('bn.title'));
  const go = (part: BinSearch) => {
    const next = Object.entries({ ...search, ...part }).filter((pair) => Boolean(pair[1]));
    void navigate({ to: '/devices/bins', search: Object.fromEntries(next), replace: true });
  };
  const hours = Number(search.hours ?? 24);
  const error = list.error ?? planError;
  const rows = list.data?.rows ?? [];
  const visited = plan?.rounds.reduce((sum, { stops }) => sum + stops.length, 0) ?? 0;
  const added = new Set(search.add?.split(',') ?? []);
  const edited = Boolean(search.add || search.remove);
  return (
    <div className="page bn-page">
      <div className="page-head">
        <h1>{t('bn.title')}</h1>
        <span className="quiet">
          {t('bn.lead')}
          {list.data?.madeAt && ` · ${t('bn.made', { when: formatWhen(list.data.madeAt) })}`}
        </span>
        {plan && (
          <span className="bn-acts">
            {edited && <Button onClick={() => go({ add: '', remove: '' })}>{t('bn.reset')}</Button>}
            <Button disabled={visited === 0} onClick={() => window.print()}>
              {t('bn.print')}
            </Button>
            <Button
              disabled={visited === 0}
              onClick={() =>
                save(roundCsv(plan, bins, t('bn.csvHead').split('|'), i18n.language === 'en' ? 'en' : 'zh'))
              }
            >
              {t('bn.csv')}
            </Button>
            {me?.permissions.includes('case.report') && (
              <GiveRound plan={plan} bins={bins} area={search.within ?? own} areaName={nameOf(search.within ?? own)} />
            )}
          </span>
        )}
      </div>
      <BinsTerms search={search} onChange={go} />
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {(list.isPending || !plan) && !error && <Spin className="rs-wait" />}
      {list.data && rows.length === 0 && (
        <div className="panel panel-body rs-none">
          <p>{t('bn.none')}</p>
          <p className="quiet">{t('bn.noneHint')}</p>
        </div>
      )}
      {plan && rows.length > 0 && (
        <div className="bn-columns">
          <section className="panel panel-body bn-map">
            <BinsMap bins={rows} plan={plan} within={search.within} />
          </section>
          <section className="panel panel-body bn-side">
            <Segmented
              block
              aria-label={t('bn.tabs')}
              value={tab}
              onChange={setTab}
              options={[
                { value: 'plan', label: t('bn.tabPlan', { count: visited }) },
                { value: 'passed', label: t('bn.tabPassed', { count: plan.passed.length + plan.removed.length }) },
                { value: 'all', label: t('bn.tabAll', { count: rows.length }) },
              ]}
            />
            {tab === 'plan' && (
              <BinsPlan
                plan={plan}
                bins={bins}
                hours={hours}
                added={added}
                onMove={(id, to) => go(moveBin(search, id, to))}
              />
            )}
            {tab === 'passed' && (
              <BinsPassed plan={plan} bins={bins} hours={hours} onMove={(id, to) => go(moveBin(search, id, to))} />
            )}
            {tab === 'all' && (
              <ul className="bn-list">
                {rows.map((bin) => (
                  <li key={bin.id}>
                    <BinFacts bin={bin} hours={hours} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      )}
    </div>
  );
}

function save(csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  link.download = 'bins.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}
