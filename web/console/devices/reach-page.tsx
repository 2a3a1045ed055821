import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Segmented, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { addTexts } from '../manage/add-texts.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { deviceTexts } from './devices-texts.ts';
import './devices.css';
import { formatSeconds } from './format-seconds.ts';
import './reach.css';
import { ReachLink } from './reach-link.tsx';
import { ReachTable } from './reach-table.tsx';
import { reachTexts } from './reach-texts.ts';
import type { ReachRow } from './reach-types.ts';

addTexts(deviceTexts);
addTexts(reachTexts);

const DAYS = ['7', '30', '90'] as const;

/** How long dangers to life took from the device to a phone and to an answer; each number opens its alarms. */
export function ReachPage() {
  const { t } = useTranslation();
  const search: { within?: string; days?: string } = useSearch({ from: '/devices/reach' });
  const navigate = useNavigate();
  const days = DAYS.find((one) => one === search.days) ?? '30';
  const query = new URLSearchParams({ days, ...(search.within && { within: search.within }) }).toString();
  const { data, error, isPending } = useQuery({
    queryKey: ['alarms', 'reach', query],
    queryFn: () => api<{ rows: ReachRow[] }>('GET', `/devices/alarms/reach?${query}`).then(({ rows }) => rows),
    placeholderData: (before) => before,
  });
  usePageTitle(t('rc.title'));
  const go = (part: Record<string, string>) => {
    const next = Object.entries({ ...search, ...part }).filter((pair): pair is [string, string] => Boolean(pair[1]));
    void navigate({ to: '/devices/reach', search: Object.fromEntries(next) });
  };
  const all = data?.find(({ by }) => by === 'all');
  const base = { days, ...(search.within && { within: search.within }) };
  return (
    <div className="page">
      <Link className="dv-back" to="/devices/alarms">
        {t('rc.back')}
      </Link>
      <div className="page-head">
        <h1>{t('rc.title')}</h1>
        <span className="quiet al-lead">{t('rc.lead')}</span>
      </div>
      <div className="panel panel-body al-bar">
        <Segmented
          aria-label={t('rc.title')}
          value={days}
          onChange={(value) => go({ days: value })}
          options={DAYS.map((value) => ({ value, label: t(`rc.days.${value}`) }))}
        />
        <AreaSelect
          className="rs-area"
          value={search.within}
          onChange={(within) => go({ within: within ?? '' })}
          label={t('dv.area')}
        />
      </div>
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {isPending && !error && <Spin className="rs-wait" />}
      {data && !all && <p className="panel panel-body al-none quiet">{t('rc.none')}</p>}
      {data && all && (
        <>
          <ul className="rc-cards">
            <li className="panel rc-card">
              <span>{t('rc.alarms')}</span>
              <b>
                <ReachLink n={all.alarms} search={{ ...base, called: 'any' }} />
              </b>
            </li>
            <li className="panel rc-card">
              <span>{t('rc.unshown')}</span>
              <b className={all.shown < all.alarms ? 'late' : ''}>
                <ReachLink n={all.alarms - all.shown} search={{ ...base, called: 'unshown' }} />
              </b>
            </li>
            {(['toScreen', 'toAnswer'] as const).map((key) => (
              <li key={key} className="panel rc-card">
                <span>{t(`rc.${key}`)}</span>
                <b className="nums">{all[key] ? formatSeconds(all[key].p50, t) : t('rc.nothing')}</b>
                {all[key] && <span className="nums">{t('rc.p95', { time: formatSeconds(all[key].p95, t) })}</span>}
              </li>
            ))}
          </ul>
          {(['profile', 'area'] as const).map((by) => (
            <ReachTable key={by} by={by} rows={data.filter((row) => row.by === by)} base={base} />
          ))}
        </>
      )}
    </div>
  );
}
