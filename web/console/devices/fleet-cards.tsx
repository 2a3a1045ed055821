import { useTranslation } from 'react-i18next';
import { FleetLink } from './fleet-link.tsx';
import type { FleetGroup } from './fleet-types.ts';
import { formatHours } from './format-hours.ts';

/** The fleet at a glance: how many there are, are heard and are ill, and how well they were heard. */
export function FleetCards({ total }: { total: FleetGroup }) {
  const { t } = useTranslation();
  const counts = [
    ['devices', total.devices, {}],
    ['online', total.online, { link: 'online' }],
    ['offline', total.offline, { link: 'offline' }],
    ['unknown', total.unknown, { link: 'unknown' }],
    ['ill', total.ill, { issue: 'any' }],
  ] as const;
  const time = (hours: number | null) => (hours === null ? t('fl.nothing') : formatHours(hours, t));
  return (
    <ul className="fl-cards">
      {counts.map(([key, n, search]) => (
        <li key={key} className="panel fl-card">
          <span>{t(`fl.${key}`)}</span>
          <b className={(key === 'offline' || key === 'ill') && n > 0 ? 'late' : ''}>
            <FleetLink n={n} what={t(`fl.${key}`)} search={{ ...total.query, ...search }} />
          </b>
        </li>
      ))}
      <li className="panel fl-card">
        <span>{t('fl.availability')}</span>
        <b className="nums">{total.availability === null ? t('fl.nothing') : share(total.availability)}</b>
        {total.small && total.availability !== null && <small className="fl-small">{t('fl.small')}</small>}
      </li>
      <li className="panel fl-card">
        <span>{t('fl.repair')}</span>
        <b className="nums">{time(total.repairHours)}</b>
        <small>{t('fl.repairs', { count: total.repairs })}</small>
      </li>
      <li className="panel fl-card">
        <span>{t('fl.between')}</span>
        <b className="nums">{time(total.betweenHours)}</b>
        <small>{t('fl.outages', { count: total.outages })}</small>
      </li>
    </ul>
  );
}

/** A share in words: two decimals near the top, where the difference lies. */
export const share = (value: number): string =>
  value === 1 ? '100%' : `${(value * 100).toFixed(value > 0.99 ? 2 : 1)}%`;
