import { Link, useParams } from '@tanstack/react-router';
import { Alert, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { formatWhen } from '../../../kit/time.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { type FactRow, Facts } from '../../shared/facts.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { useAreaName } from '../use-area-name.ts';
import './rollouts.css';
import { RolloutActs } from './rollout-acts.tsx';
import { RolloutBar } from './rollout-bar.tsx';
import { RolloutDevices } from './rollout-devices.tsx';
import { rolloutTexts } from './rollout-texts.ts';
import type { Rollout } from './rollout-types.ts';
import { StateTag } from './state-tag.tsx';
import { sumCounts } from './sum-counts.ts';
import { useRollout } from './use-rollouts.ts';

addTexts(rolloutTexts);

/** One rollout, live: how far each stage is, who failed and why, what was done to it by whom. */
export function RolloutPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/devices/rollouts/$id' });
  const { data, error } = useRollout(Number(id));
  usePageTitle(data ? `${data.package.title} ${data.package.version}` : t('ro.title'));
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (!data) return <Spin className="rs-wait" />;
  return (
    <div className="page ro-page">
      <Link to="/devices/rollouts" search={{}} className="dv-back">
        ← {t('ro.toList')}
      </Link>
      <header className="panel dv-head">
        <div>
          <h1>
            {data.package.title} {data.package.version}
          </h1>
          <p className="quiet">
            {t(`ro.kind.${data.package.kind}`)} · {data.by} · {formatWhen(data.createdAt)}
          </p>
        </div>
        <StateTag state={data.state} />
        <RolloutActs rollout={data} />
      </header>
      {data.reason && <Alert className="ro-alert" type="error" showIcon title={t(`ro.reason.${data.reason}`)} />}
      {data.state === 'approval' && <Alert className="ro-alert" type="warning" showIcon title={t('ro.approvalLead')} />}
      <div className="entity-columns">
        <div className="entity-column">
          <Stages rollout={data} />
          <RolloutDevices rollout={data} />
        </div>
        <div className="entity-column">
          <Plan rollout={data} />
          <Course rollout={data} />
        </div>
      </div>
    </div>
  );
}

function Stages({ rollout }: { rollout: Rollout }) {
  const { t } = useTranslation();
  return (
    <section className="panel panel-body" aria-labelledby="ro-stages">
      <h2 id="ro-stages" className="panel-title">
        {t('ro.progress')}
      </h2>
      <RolloutBar parts={sumCounts(rollout.counts)} />
      {rollout.silent > 0 && <p className="late">{t('ro.silentNow', { count: rollout.silent })}</p>}
      {rollout.stages.map(({ share, waitS }, i) => {
        const n = i + 1;
        const parts = sumCounts(rollout.counts, n);
        const here = rollout.stage === n && rollout.state === 'running';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stage is its place
          <div className={here ? 'ro-stage ro-stage-here' : 'ro-stage'} key={i}>
            <div className="ro-stage-head">
              <b>
                {t('ro.stageN', { n })} · {percent(share)}
              </b>
              <span className="quiet nums">
                {here && n < rollout.stages.length
                  ? t('ro.watching', { minutes: Math.ceil(waitS / 60) })
                  : `${parts.reduce((sum, one) => sum + one.devices, 0)} ${t('ro.devices')}`}
              </span>
            </div>
            <RolloutBar parts={parts} />
          </div>
        );
      })}
    </section>
  );
}

function Plan({ rollout }: { rollout: Rollout }) {
  const { t } = useTranslation();
  const nameOf = useAreaName();
  const minutes = (seconds: number) => `${Math.round(seconds / 6) / 10} ${t('ro.minutes')}`;
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const { quiet } = rollout;
  const rows: FactRow[] = [
    [t('ro.area'), nameOf(rollout.area)],
    [t('ro.model'), rollout.model],
    [t('ro.fromVersion'), rollout.fromVersion],
    [t('ro.failLimit'), percent(rollout.failLimit)],
    [t('ro.silentLimit'), percent(rollout.silentLimit)],
    [t('ro.silentAfter'), minutes(rollout.silentS)],
    [t('ro.atOnce'), `${rollout.mostAtOnce} ${t('ro.devices')}`],
    [t('ro.quiet'), quiet && t('ro.quietSpan', { from: clock(quiet.from), to: clock(quiet.to) })],
    [t('ro.approvedBy'), rollout.approvedBy],
  ];
  return (
    <section className="panel panel-body" aria-labelledby="ro-facts">
      <h2 id="ro-facts" className="panel-title">
        {t('ro.facts')}
      </h2>
      <Facts rows={rows} />
    </section>
  );
}

function Course({ rollout }: { rollout: Rollout }) {
  const { t } = useTranslation();
  return (
    <section className="panel panel-body" aria-labelledby="ro-course">
      <h2 id="ro-course" className="panel-title">
        {t('ro.course')}
      </h2>
      <ol className="entity-list">
        {rollout.course.map(({ id, at, change, by, data }) => (
          <li key={id}>
            <span className="nums">{formatWhen(at)}</span>
            <b>{t(`ro.change.${change}`, { n: data.stage })}</b>
            <span className="quiet">{by === 'system' ? t('ro.system') : by}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
