import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { RateChart } from '../indicators/parts/rate-chart.tsx';
import { FleetBars } from './fleet-bars.tsx';
import { share } from './fleet-cards.tsx';
import type { Fleet } from './fleet-types.ts';
import { formatHours } from './format-hours.ts';

const MOST = 20;
type Props = { fleet: Fleet; search: Record<string, string> };

/** Pictures first: availability by group, what ails devices now, how long batteries will last. */
export function FleetPictures({ fleet, search }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const drawn = fleet.rows.filter((row) => row.availability !== null).slice(0, MOST);
  const points = drawn.map((row) => ({
    name: text(row.name),
    value: 1 - (row.availability ?? 1),
    small: row.small,
    note: `${text(row.name)}\n${t('fl.availability')} ${share(row.availability ?? 0)}\n${t('fl.devices')} ${row.devices}  ${t('fl.outages', { count: row.outages })}${row.small ? `\n${t('fl.small')}` : ''}`,
  }));
  const kinds = fleet.issues.filter((one) => one.open > 0 || one.healed > 0);
  return (
    <div className="fl-pictures">
      <section className="panel panel-body" aria-labelledby="fl-chart">
        <h2 id="fl-chart" className="panel-title">
          {t('fl.chart')}
        </h2>
        {points.length === 0 && <p className="quiet">{t('fl.noChart')}</p>}
        {fleet.rows.length > MOST && <p className="quiet">{t('fl.chartTop')}</p>}
        {points.length > 0 && (
          <RateChart
            points={points}
            line={false}
            label={t('fl.chart')}
            onPick={(i) => void navigate({ to: '/devices/list', search: drawn[i]?.query ?? {} })}
          />
        )}
      </section>
      <div className="fl-column">
        <section className="panel panel-body" aria-labelledby="fl-kinds">
          <h2 id="fl-kinds" className="panel-title">
            {t('fl.kinds')}
          </h2>
          {kinds.length === 0 && <p className="quiet">{t('fl.kindsNone')}</p>}
          <FleetBars
            label={t('fl.kinds')}
            bars={kinds.map((one) => ({
              key: one.kind,
              name: text(one.name),
              n: one.open,
              ...(one.hours !== null && {
                note: t('fl.healedIn', { count: one.healed, time: formatHours(one.hours, t) }),
              }),
              to: '/devices/list',
              search: { ...fleet.total.query, issue: one.kind },
            }))}
          />
        </section>
        <section className="panel panel-body" aria-labelledby="fl-batteries">
          <h2 id="fl-batteries" className="panel-title">
            {t('fl.batteries')}
          </h2>
          <FleetBars
            label={t('fl.batteries')}
            bars={fleet.batteries.map(({ upTo, devices }) => ({
              key: String(upTo),
              name: t(`fl.left.${upTo ?? 'more'}`),
              n: devices,
              ...(upTo !== null && { to: '/devices/fleet' as const }),
              search: { ...search, list: 'batteries', left: String(upTo) },
            }))}
          />
        </section>
      </div>
    </div>
  );
}
