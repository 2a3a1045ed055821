import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Badge, Button, Empty, Segmented, Spin } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../kit/session.ts';
import { LiveEvents } from '../shared/live-events.tsx';
import { KeyHelp, type KeyHelpRow } from '../shell/key-help.tsx';
import { useHelpButton } from '../shell/use-help-button.ts';
import { useKeys } from '../shell/use-keys.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { CaseMap } from './case-map.tsx';
import { CaseTable } from './case-table.tsx';
import { CountBar } from './count-bar.tsx';
import type { DeskSearch, DeskView } from './desk-search.ts';
import { homeView, viewsFor } from './desk-views.ts';
import { FilterBar } from './filter-bar.tsx';
import { ListEnd } from './list-end.tsx';
import { useCaseList } from './use-case-list.ts';
import { useDeskLive } from './use-desk-live.ts';
import { useListFocus } from './use-list-focus.ts';
import { useRowTimes } from './use-row-times.ts';

const route = getRouteApi('/desk');
const help: KeyHelpRow[] = [
  [['j', '↓'], 'keys.next'],
  [['k', '↑'], 'keys.previous'],
  [['Enter'], 'keys.open'],
  [['/'], 'keys.search'],
  [['1', '2', '3', '4'], 'keys.views'],
  [['m'], 'keys.map'],
  [['r'], 'keys.refresh'],
  [['?'], 'keys.help'],
];

/** The desk: which cases, narrowed by filters, with their counts, as a list or on a map. */
export function DeskPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const asked = route.useSearch();
  const views = viewsFor(me?.permissions ?? []);
  const search = { ...asked, view: asked.view ?? homeView(me) };
  const navigate = useNavigate();
  const list = useCaseList(search);
  const live = useDeskLive(search);
  useRowTimes(search, list.rows.length);
  const body = useRef<HTMLTableSectionElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const focus = useListFocus(body, list.rows.length > 0);
  const [helping, setHelping] = useState(false);
  const change = (part: DeskSearch) => void navigate({ to: '/desk', search: { ...asked, ...part } });
  const { view } = search;
  usePageTitle(t('desk.title'));
  useHelpButton(() => setHelping(true));
  const show = (map: boolean) => change({ show: map ? 'map' : undefined });
  const go = (to: DeskView) =>
    void navigate({ to: '/desk', search: { view: to, ...(search.show ? { show: search.show } : {}) } });
  useKeys({
    j: focus.next,
    ArrowDown: focus.next,
    k: focus.previous,
    ArrowUp: focus.previous,
    '/': () => searchInput.current?.focus(),
    '?': () => setHelping(true),
    ...Object.fromEntries(views.map((to, at) => [String(at + 1), () => go(to)])),
    m: () => show(search.show !== 'map'),
    r: () => void live.refresh(),
  });

  return (
    <div className="page desk">
      <div className="page-head">
        <h1 className="sr-only">{t('desk.title')}</h1>
        <Segmented<DeskView>
          aria-label={t('desk.views')}
          size="large"
          value={view}
          onChange={go}
          options={views.map((value) => ({ value, label: t(`desk.${value}`) }))}
        />
        <span className="frame-space" />
        <Segmented
          aria-label={t('desk.showAs')}
          value={search.show ?? 'table'}
          onChange={(as) => show(as === 'map')}
          options={[
            { value: 'table', label: t('desk.asTable') },
            { value: 'map', label: t('desk.asMap') },
          ]}
        />
      </div>
      <CountBar search={search} />
      <div className="panel">
        <FilterBar search={search} onChange={change} searchRef={searchInput} />
        <div className="desk-news" aria-live="polite">
          {live.news > 0 && (
            <Button type="primary" shape="round" size="small" onClick={() => void live.refresh()}>
              <Badge status="processing" /> {t('desk.news', { count: live.news })}
            </Button>
          )}
        </div>
        <Spin spinning={list.isLoading || list.isPlaceholderData} delay={250}>
          {search.show === 'map' ? (
            <CaseMap rows={list.rows} search={search} onArea={(area) => change({ area })} />
          ) : (
            <CaseTable rows={list.rows} moved={live.moved} bodyRef={body} />
          )}
          {!list.isLoading && list.rows.length === 0 && <NoCases mine={view === 'mine'} />}
        </Spin>
        <ListEnd list={list} map={search.show === 'map'} />
      </div>
      <LiveEvents onEvent={live.onEvent} onReturn={live.catchUp} />
      <KeyHelp open={helping} rows={help} onClose={() => setHelping(false)} />
    </div>
  );
}

function NoCases({ mine }: { mine: boolean }) {
  const { t } = useTranslation();
  return (
    <Empty
      className="desk-empty"
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={mine ? t('desk.emptyMine') : `${t('desk.empty')} · ${t('desk.emptyHint')}`}
    />
  );
}
