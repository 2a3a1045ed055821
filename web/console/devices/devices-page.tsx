import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Input, Segmented, Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import { useText } from '../../kit/text.ts';
import { addTexts } from '../manage/add-texts.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import './devices.css';
import { ClaimLinks } from './claims-links.tsx';
import { DeviceMap } from './device-map.tsx';
import { DeviceTable } from './device-table.tsx';
import { deviceTexts } from './devices-texts.ts';
import { ExportDialog } from './export-dialog.tsx';
import { FleetConditions } from './fleet-conditions.tsx';
import { pastTexts } from './past-texts.ts';
import { RegisterDevice } from './register-device.tsx';
import { type Filter, useDevices, useProfiles } from './use-devices.ts';

addTexts(deviceTexts);
addTexts(pastTexts);
const LINKS = ['online', 'offline', 'unknown'] as const;
const FILTERS = ['q', 'profile', 'link', 'alarm', 'within', 'issue', 'model'];

/** The devices of one's area, as a list or on the map; every filter is part of the address. */
export function DevicesPage() {
  const { t } = useTranslation();
  const text = useText();
  const search: Filter = useSearch({ from: '/devices/list' });
  const navigate = useNavigate();
  const { data: me } = useMe();
  const { data: profiles } = useProfiles();
  const [registering, setRegistering] = useState(false);
  const [exporting, setExporting] = useState(false);
  const edits = me?.permissions.includes('device.edit');
  const asMap = search.as === 'map';
  const filter = Object.fromEntries(Object.entries(search).filter(([key]) => FILTERS.includes(key)));
  const list = useDevices(filter, asMap ? 200 : 50);
  usePageTitle(t('dv.title'));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const go = (part: Filter) => {
    const next = Object.entries({ ...search, ...part }).filter((pair) => Boolean(pair[1]));
    void navigate({ to: '/devices/list', search: Object.fromEntries(next) });
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('dv.title')}</h1>
        <span className="quiet">{t('dv.lead')}</span>
        {edits && <ClaimLinks filter={filter} />}
        {edits && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setRegistering(true)}>
            {t('dv.new')}
          </Button>
        )}
      </div>
      <search className="panel panel-body dv-filters">
        <Input.Search
          allowClear
          aria-label={t('dv.q')}
          placeholder={t('dv.q')}
          defaultValue={search.q}
          maxLength={100}
          className="dv-q"
          onSearch={(q) => go({ q: q.trim() })}
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
        <Select
          allowClear
          aria-label={t('dv.link')}
          placeholder={t('dv.link')}
          value={search.link}
          className="dv-select"
          onChange={(link?: string) => go({ link: link ?? '' })}
          options={LINKS.map((value) => ({ value, label: t(`dv.link.${value}`) }))}
        />
        <Button
          aria-pressed={search.alarm === 'true'}
          type={search.alarm ? 'primary' : 'default'}
          onClick={() => go({ alarm: search.alarm ? '' : 'true' })}
        >
          {t('dv.alarm')}
        </Button>
        <AreaSelect
          className="rs-area"
          value={search.within}
          onChange={(within) => go({ within: within ?? '' })}
          label={t('dv.area')}
        />
        {me?.permissions.includes('device.export') && (
          <Button icon={<DownloadOutlined aria-hidden />} onClick={() => setExporting(true)}>
            {t('ps.export')}
          </Button>
        )}
        <FleetConditions search={search} onChange={go} />
        <Segmented
          aria-label={t('dv.title')}
          value={asMap ? 'map' : 'list'}
          onChange={(as) => go({ as: as === 'map' ? 'map' : '' })}
          options={[
            { value: 'list', label: t('dv.asList') },
            { value: 'map', label: t('dv.asMap') },
          ]}
        />
      </search>
      {list.error && <Alert type="warning" showIcon title={describeError(list.error)} />}
      {list.isPending && !list.error && <Spin className="rs-wait" />}
      {list.data && (
        <section className="panel panel-body">
          {asMap ? <DeviceMap rows={rows} within={search.within} /> : <DeviceTable rows={rows} />}
          {list.hasNextPage && (
            <div className="rs-end">
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('dv.more')}
              </Button>
            </div>
          )}
        </section>
      )}
      {exporting && (
        <ExportDialog
          scope={{
            ...(search.within && { within: search.within }),
            ...(search.profile && { profile: search.profile }),
          }}
          span={{ from: Date.now() - 30 * 86_400_000, to: Date.now() }}
          onClose={() => setExporting(false)}
        />
      )}
      {registering && <RegisterDevice profiles={profiles ?? []} onClose={() => setRegistering(false)} />}
    </div>
  );
}
