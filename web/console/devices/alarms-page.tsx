import { BellOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, App, Button, Checkbox, Segmented, Select, Spin } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeSwitch } from '../../kit/calls/notice-switch.tsx';
import { usePush } from '../../kit/calls/use-push.ts';
import { describeError } from '../../kit/describe-error.ts';
import { useServerEvents } from '../../kit/events.ts';
import { useMe } from '../../kit/session.ts';
import { addTexts } from '../manage/add-texts.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { useVisible } from '../shared/use-visible.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import './devices.css';
import { AlarmItem } from './alarm-item.tsx';
import { isSoundOn, ring, switchSound } from './alarm-sound.ts';
import { BoardConditions } from './board-conditions.tsx';
import type { Severity } from './device-types.ts';
import { deviceTexts } from './devices-texts.ts';
import { reachTexts } from './reach-texts.ts';
import './trial.css';
import { trialTexts } from './trial-texts.ts';
import { type Filter, useAlarms, useDeviceChange } from './use-devices.ts';

addTexts(deviceTexts);
addTexts(reachTexts);
addTexts(trialTexts);

const VIEWS = { active: { active: 'true' }, unseen: { active: 'true', acknowledged: 'false' }, all: {} } as const;
const VERDICTS = ['true', 'false', 'test', 'none'] as const;
type View = keyof typeof VIEWS;

/** The alarm board: what rings now, who has seen it, what became of it. */
export function AlarmsPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const search: {
    view?: string;
    within?: string;
    called?: string;
    profile?: string;
    days?: string;
    verdict?: string;
    type?: string;
    device?: string;
  } = useSearch({
    from: '/devices/alarms',
  });
  const navigate = useNavigate();
  const visible = useVisible();
  const { data: me } = useMe();
  const view: View = search.view && search.view in VIEWS ? (search.view as View) : 'active';
  const { view: _view, ...conditions } = search;
  const filter: Filter = { ...VIEWS[view], ...conditions };
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useAlarms(filter);
  const { mutateAsync, isPending: busy } = useDeviceChange<{ acknowledged: number }>();
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const [sound, setSound] = useState(isSoundOn);
  usePageTitle(t('al.title'));
  usePush('console', (to) => void navigate({ to }));
  const may = me?.permissions.includes('alarm.handle') ?? false;
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const open = rows.filter((row) => !row.acknowledged);
  const chosen = open.filter((row) => picked.has(row.id)).map((row) => row.id);
  const go = (part: Filter) => {
    const next = Object.entries({ ...search, ...part }).filter((pair): pair is [string, string] => Boolean(pair[1]));
    void navigate({ to: '/devices/alarms', search: Object.fromEntries(next) });
  };
  const acknowledge = async (ids: number[]) => {
    try {
      const { acknowledged } = await mutateAsync({ method: 'POST', path: '/alarms/acknowledge', body: { ids } });
      setPicked(new Set());
      void message.success(t('al.seenDone', { count: acknowledged }));
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  const pick = (id: number, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  return (
    <div className="page">
      {visible && <LiveAlarms />}
      <div className="page-head">
        <h1>{t('al.title')}</h1>
        <span className="quiet al-lead">{t('al.lead')}</span>
      </div>
      <div className="panel panel-body al-bar">
        <Segmented
          aria-label={t('al.title')}
          value={view}
          onChange={(value) => go({ view: value === 'active' ? '' : value })}
          options={(Object.keys(VIEWS) as View[]).map((value) => ({ value, label: t(`al.view.${value}`) }))}
        />
        <AreaSelect
          className="rs-area"
          value={search.within}
          onChange={(within) => go({ within: within ?? '' })}
          label={t('dv.area')}
        />
        <Button
          icon={<BellOutlined aria-hidden />}
          aria-pressed={sound}
          onClick={() => {
            switchSound(!sound);
            setSound(!sound);
          }}
        >
          {t(sound ? 'al.soundOn' : 'al.soundOff')}
        </Button>
        <Link to="/devices/rules">{t('tr.openBoard')}</Link>
        <Link to="/devices/reach">{t('rc.open')}</Link>
        <Select
          allowClear
          aria-label={t('al.verdict')}
          placeholder={t('al.verdict')}
          value={search.verdict}
          className="al-verdict"
          onChange={(verdict?: string) => go({ verdict: verdict ?? '' })}
          options={VERDICTS.map((value) => ({
            value,
            label: t(value === 'none' ? 'tr.unjudged' : `al.verdict.${value}`),
          }))}
        />
        {me?.permissions.includes('call.answer') && (
          <span className="rc-notice quiet">
            <NoticeSwitch face="console" className="link-button" worker="/console/sw.js" />
          </span>
        )}
        <BoardConditions
          search={search}
          onClear={() => go({ called: '', profile: '', days: '', type: '', device: '' })}
        />
      </div>
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {isPending && !error && <Spin className="rs-wait" />}
      {data && (
        <section className="panel panel-body" aria-live="polite">
          {may && open.length > 0 && (
            <div className="al-many">
              <Checkbox
                checked={chosen.length === open.length}
                indeterminate={chosen.length > 0 && chosen.length < open.length}
                onChange={({ target }) => setPicked(new Set(target.checked ? open.map((row) => row.id) : []))}
              >
                {t('al.pickAll')}
              </Checkbox>
              <Button
                type="primary"
                disabled={chosen.length === 0}
                loading={busy}
                onClick={() => void acknowledge(chosen)}
              >
                {t('al.seenMany', { count: chosen.length })}
              </Button>
            </div>
          )}
          {rows.length === 0 && <p className="al-none quiet">{t(`al.none.${view}`)}</p>}
          <ul className="al-list">
            {rows.map((alarm) => (
              <AlarmItem
                key={alarm.id}
                alarm={alarm}
                may={may}
                picked={picked.has(alarm.id)}
                onPick={(on) => pick(alarm.id, on)}
                onSeen={() => void acknowledge([alarm.id])}
              />
            ))}
          </ul>
          {hasNextPage && (
            <div className="rs-end">
              <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('al.more')}
              </Button>
            </div>
          )}
        </section>
      )}
    </div>
  );
}

/** Follows the stream of alarms: lists are loaded anew, and what is new rings. */
function LiveAlarms() {
  const client = useQueryClient();
  const opened = useRef(false);
  useServerEvents<{ change: string; severity: Severity }>(
    '/api/devices/alarms/events',
    'alarm',
    (event) => {
      if (event.change === 'raised' || event.change === 'called') ring(event.severity);
      void client.invalidateQueries({ queryKey: ['alarms'] });
    },
    () => {
      if (opened.current) void client.invalidateQueries({ queryKey: ['alarms'] });
      opened.current = true;
    },
  );
  return null;
}
