import { Link } from '@tanstack/react-router';
import { Alert, App, Button, Popconfirm } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import { formatWhen } from '../../kit/time.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import { SeverityTag } from './severity-tag.tsx';
import type { Fate, Outcome, Scope } from './trial-types.ts';
import { useAreaName } from './use-area-name.ts';
import { useDeviceChange } from './use-devices.ts';

const Chart = lazy(async () => ({ default: (await import('./trial-canvas.tsx')).TrialCanvas }));
const FEW = 10;
const SHOWN = 60;
export const SIGNS: Record<Fate, string> = { kept: '●', gone: '○', fresh: '＋' };

type Props = { outcome: Outcome; days: number; scope: Scope; kind: string; onApplied: () => void };

/** What thresholds would have done: the sentence first, then the picture, then the list; and the switch. */
export function TrialOutcome({ outcome, days, scope, kind, onApplied }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { data: me } = useMe();
  const nameOf = useAreaName();
  const { mutateAsync, isPending } = useDeviceChange();
  const area = usePostArea();
  const { figures } = outcome;
  const judged = figures.false.judged + figures.true.judged;
  const where = scope.device ? (outcome.list[0]?.name ?? kind) : `${nameOf(scope.within ?? area)} ${kind}`;
  const apply = async () => {
    try {
      await mutateAsync({ method: 'POST', path: `/trials/${outcome.id}/apply` });
      void message.success(t('tr.applied'));
      onApplied();
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  return (
    <section className="panel panel-body tr-outcome" aria-live="polite">
      <p className="tr-sum">{t('tr.sum', { days, now: figures.now, tried: figures.tried })}</p>
      <ul className="tr-facts">
        {judged === 0 && <li className="quiet">{t('tr.noJudged')}</li>}
        {figures.false.judged > 0 && <li className="tr-good">{t('tr.falseGone', figures.false)}</li>}
        {figures.true.judged > 0 && (
          <li className={figures.true.missed > 0 ? 'late' : 'tr-good'}>{t('tr.trueMissed', figures.true)}</li>
        )}
        {judged > 0 && judged < FEW && <li className="quiet">{t('tr.few')}</li>}
        {figures.fresh > 0 && <li>{t('tr.fresh', { count: figures.fresh })}</li>}
        {figures.untold > 0 && <li className="quiet">{t('tr.untold', { count: figures.untold })}</li>}
        {outcome.apart > 0 && <li className="quiet">{t('tr.apart', { count: outcome.apart })}</li>}
      </ul>
      {outcome.devices < outcome.ofDevices && (
        <Alert type="warning" showIcon title={t('tr.part', { devices: outcome.devices, of: outcome.ofDevices })} />
      )}
      {outcome.days.length > 0 ? (
        <Suspense fallback={<div className="tr-chart" />}>
          <Chart days={outcome.days} since={outcome.since} until={outcome.until} label={t('tr.chart')} />
        </Suspense>
      ) : (
        <p className="quiet">{t('tr.nothing')}</p>
      )}
      {outcome.days.length > 0 && figures.gone + figures.fresh === 0 && <p>{t('tr.same')}</p>}
      {outcome.list.length > 0 && <List outcome={outcome} />}
      {me?.permissions.includes('device.edit') && (
        <Popconfirm
          title={t('tr.apply')}
          description={
            <>
              {t('tr.applyAsk', { scope: where })}
              {figures.true.missed > 0 && <b className="late"> {t('tr.applyMiss', { count: figures.true.missed })}</b>}
            </>
          }
          okText={t('tr.applyYes')}
          cancelText={t('tr.cancel')}
          okButtonProps={{ danger: figures.true.missed > 0 }}
          onConfirm={apply}
        >
          <Button type="primary" loading={isPending} className="tr-apply">
            {t('tr.apply')}
          </Button>
        </Popconfirm>
      )}
    </section>
  );
}

function List({ outcome: { list, figures } }: { outcome: Outcome }) {
  const { t } = useTranslation();
  const changed = figures.gone + figures.fresh;
  const rows = (changed > 0 ? list.filter(({ fate }) => fate !== 'kept') : list).slice(0, SHOWN);
  return (
    <>
      <h3>{t(changed > 0 ? 'tr.list' : 'tr.listAll')}</h3>
      <div className="dv-scroll">
        <table className="tr-list">
          <thead>
            <tr>
              {['fate', 'when', 'device', 'level', 'verdict'].map((column) => (
                <th key={column} scope="col">
                  {t(`tr.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={`${one.device} ${one.channel} ${one.from} ${one.fate}`}>
                <td className={`tr-fate-${one.fate}`}>
                  <span aria-hidden>{SIGNS[one.fate]}</span> {t(`tr.fate.${one.fate}`)}
                </td>
                <td className="nums">{formatWhen(one.from)}</td>
                <td>
                  <Link to="/devices/list/$id" params={{ id: String(one.device) }}>
                    {one.name}
                  </Link>
                </td>
                <td>
                  <SeverityTag severity={one.severity} />
                </td>
                <td className={one.verdict ? '' : 'quiet'}>
                  {t(one.verdict ? `al.verdict.${one.verdict}` : 'tr.unjudged')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {(changed > 0 ? changed : figures.now) > rows.length && (
        <p className="quiet">{t('tr.more', { count: rows.length })}</p>
      )}
    </>
  );
}
