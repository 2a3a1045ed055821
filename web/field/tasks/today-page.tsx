import { useQueryClient } from '@tanstack/react-query';
import { PullToRefresh } from 'antd-mobile';
import {
  CheckCircleOutline,
  ClockCircleOutline,
  EnvironmentOutline,
  ExclamationTriangleOutline,
  LoopOutline,
  ScanningOutline,
  UnorderedListOutline,
} from 'antd-mobile-icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeOffer } from '../../kit/calls/notice-offer.tsx';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { useWorker } from '../app/worker.ts';
import type { CaseRow } from '../offline/case-types.ts';
import { predictCase } from '../offline/predict-case.ts';
import { useGo } from '../parts/field-link.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useNow } from '../parts/use-now.ts';
import { useDeclarations } from '../queries/use-case.ts';
import { useOutbox } from '../queries/use-outbox.ts';
import { type TaskView, useToday } from '../queries/use-today.ts';
import { groupTasks } from './group-tasks.ts';
import { ReportedList } from './reported-list.tsx';
import { TaskCard } from './task-card.tsx';

const TaskMap = lazy(() => import('./task-map.tsx').then((module) => ({ default: module.TaskMap })));
const ICONS = { late: ExclamationTriangleOutline, soon: ClockCircleOutline, rest: UnorderedListOutline };

/** What to do today, most pressing first, as a list or on the map of the grid. */
export function TodayPage() {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const client = useQueryClient();
  const go = useGo();
  const now = useNow();
  const [view, setView] = useState<TaskView>('mine');
  const [reported, setReported] = useState(false);
  const [map, setMap] = useState(false);
  const tasks = useToday(worker, view);
  const { items } = useOutbox(worker.account);
  const declarations = useDeclarations().data?.value ?? [];
  const rows = tasks.data?.value ?? [];

  const waitingOf = (number: string) => items.filter((item) => item.lane === number && item.state !== 'sent');
  const stateOf = (row: CaseRow) => {
    const bodies = waitingOf(row.number).flatMap((item) =>
      item.kind === 'act' && item.state !== 'refused' ? [item.body] : [],
    );
    const declaration = declarations.find((one) => one.procedure === row.procedure);
    const { state } = predictCase({ ...row, acts: [] }, worker.post?.id, bodies, declaration);
    return text(declaration?.states[state]?.name ?? { zh: state, en: state });
  };
  const refresh = () => client.invalidateQueries({ queryKey: ['tasks'] });

  return (
    <>
      <PageHead title={t('field.today.title')} sub={tasks.data ? t('field.today.count', { count: rows.length }) : ''}>
        <button
          type="button"
          className="f-headbtn"
          onClick={() => void refresh()}
          aria-label={t('field.today.refresh')}
        >
          <LoopOutline aria-hidden />
        </button>
        <button type="button" className="f-headbtn" onClick={() => setMap(!map)}>
          {map ? <UnorderedListOutline aria-hidden /> : <EnvironmentOutline aria-hidden />}
          {t(map ? 'field.today.list' : 'field.today.map')}
        </button>
        <button type="button" className="f-headbtn" onClick={() => go('/devices')} aria-label={t('field.device.open')}>
          <ScanningOutline aria-hidden />
        </button>
      </PageHead>
      {map ? (
        <main className="f-main">
          <Suspense fallback={<p className="f-empty">{t('field.loading')}</p>}>
            <TaskMap rows={rows} stateOf={stateOf} />
          </Suspense>
        </main>
      ) : (
        <main className="f-main">
          <PullToRefresh
            onRefresh={refresh}
            pullingText={t('field.today.pull')}
            canReleaseText={t('field.today.release')}
            refreshingText={t('field.today.refreshing')}
            completeText={t('field.today.refreshed')}
          >
            <div className="f-pad">
              {worker.me.permissions.includes('call.answer') && (
                <NoticeOffer face="field" card="f-card f-stack" row="f-seg" yes="f-btn primary" no="f-btn plain" />
              )}
              <div className="f-seg">
                {(['mine', 'area'] as const).map((one) => (
                  <button
                    key={one}
                    type="button"
                    className="f-btn plain"
                    aria-pressed={!reported && view === one}
                    onClick={() => {
                      setReported(false);
                      setView(one);
                    }}
                  >
                    {t(`field.today.${one}`)}
                  </button>
                ))}
                <button type="button" className="f-btn plain" aria-pressed={reported} onClick={() => setReported(true)}>
                  {t('field.today.reported')}
                </button>
              </div>
              {reported ? (
                <ReportedList />
              ) : (
                <>
                  {tasks.data && !tasks.data.fresh && (
                    <p className="f-note">
                      {t('field.remembered', { when: formatWhen(new Date(tasks.data.at).toISOString()) })}
                    </p>
                  )}
                  {tasks.isPending && <p className="f-empty">{t('field.loading')}</p>}
                  {tasks.isError && <Failed again={refresh} />}
                  {tasks.data && rows.length === 0 && (
                    <div className="f-empty">
                      <CheckCircleOutline aria-hidden />
                      <strong>{t(view === 'mine' ? 'field.today.none' : 'field.today.areaNone')}</strong>
                      {t('field.today.noneHint')}
                    </div>
                  )}
                  {groupTasks(rows, now).map((group) => {
                    const Icon = ICONS[group.key];
                    return (
                      <section key={group.key} className="f-stack">
                        <h2 className={`f-group ${group.key}`}>
                          <Icon aria-hidden /> {t(`field.today.${group.key}`)} ·{' '}
                          {t('field.today.count', { count: group.rows.length })}
                        </h2>
                        {group.rows.map((row) => (
                          <TaskCard
                            key={row.number}
                            row={row}
                            now={now}
                            waiting={waitingOf(row.number)}
                            state={stateOf(row)}
                          />
                        ))}
                      </section>
                    );
                  })}
                </>
              )}
            </div>
          </PullToRefresh>
        </main>
      )}
    </>
  );
}

function Failed({ again }: { again(): Promise<void> }) {
  const { t } = useTranslation();
  return (
    <div className="f-empty">
      <p>{t('field.failed')}</p>
      <button type="button" className="f-btn" onClick={() => void again()}>
        {t('field.again')}
      </button>
    </div>
  );
}
