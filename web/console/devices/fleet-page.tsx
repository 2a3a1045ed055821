import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Segmented, Select, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { addTexts } from '../manage/add-texts.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { deviceTexts } from './devices-texts.ts';
import './devices.css';
import { FleetCards } from './fleet-cards.tsx';
import './fleet.css';
import { FleetLists } from './fleet-lists.tsx';
import { FleetPictures } from './fleet-pictures.tsx';
import { FleetTable } from './fleet-table.tsx';
import { fleetTexts } from './fleet-texts.ts';
import { useProfiles } from './use-devices.ts';
import { useFleet } from './use-fleet.ts';

addTexts(deviceTexts);
addTexts(fleetTexts);

const DAYS = ['7', '30', '90'] as const;
const GROUPS = ['profile', 'area', 'model'] as const;

/** How the fleet is doing: at a glance, in pictures, by group, and what is to be done; all of it is the address. */
export function FleetPage() {
  const { t } = useTranslation();
  const text = useText();
  const search: Record<string, string> = useSearch({ from: '/devices/fleet' });
  const navigate = useNavigate();
  const { data: profiles } = useProfiles();
  const days = DAYS.find((one) => one === search.days) ?? '30';
  const by = GROUPS.find((one) => one === search.by) ?? 'profile';
  const { data, error, isPending } = useFleet({ days, by, within: search.within, profile: search.profile });
  usePageTitle(t('fl.title'));
  const go = (part: Record<string, string>) => {
    const next = Object.entries({ ...search, ...part }).filter((pair) => Boolean(pair[1]));
    void navigate({ to: '/devices/fleet', search: Object.fromEntries(next), resetScroll: false });
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('fl.title')}</h1>
        <span className="quiet">{t('fl.lead')}</span>
        <span className="frame-space" />
        {data && (
          <span className="quiet">{data.asOf ? t('fl.asOf', { when: formatWhen(data.asOf) }) : t('fl.never')}</span>
        )}
      </div>
      <search className="panel panel-body dv-filters">
        <Segmented
          aria-label={t('fl.days')}
          value={days}
          onChange={(value) => go({ days: value })}
          options={DAYS.map((value) => ({ value, label: t(`fl.days.${value}`) }))}
        />
        <Segmented
          aria-label={t('fl.by')}
          value={by}
          onChange={(value) => go({ by: value })}
          options={GROUPS.map((value) => ({ value, label: t(`fl.by.${value}`) }))}
        />
        <Select
          allowClear
          aria-label={t('dv.profile')}
          placeholder={t('dv.profile')}
          value={search.profile}
          className="dv-select"
          onChange={(profile?: string) => go({ profile: profile ?? '' })}
          options={(profiles ?? []).map((one) => ({ value: one.key, label: text(one.name) }))}
        />
        <AreaSelect
          className="rs-area"
          value={search.within}
          onChange={(within) => go({ within: within ?? '' })}
          label={t('dv.area')}
        />
      </search>
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {isPending && !error && <Spin className="rs-wait" />}
      {data && (
        <>
          <FleetCards total={data.total} />
          <FleetPictures fleet={data} search={search} />
          <section className="panel panel-body fl-box" aria-labelledby="fl-table">
            <h2 id="fl-table" className="panel-title">
              {t('fl.table')}
            </h2>
            <FleetTable rows={data.rows} />
          </section>
          <FleetLists search={search} onChange={go} />
        </>
      )}
    </div>
  );
}
