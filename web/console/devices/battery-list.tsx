import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import type { BatteryRow } from './fleet-types.ts';
import { useAreaName } from './use-area-name.ts';

/** Batteries that will be empty soon, the next first. */
export function BatteryList({ rows }: { rows: BatteryRow[] }) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useAreaName();
  return (
    <table className="fl-table">
      <thead>
        <tr>
          <th scope="col">{t('fl.device')}</th>
          <th scope="col">{t('dv.area')}</th>
          <th scope="col">{t('fl.level')}</th>
          <th scope="col">{t('fl.slope')}</th>
          <th scope="col">{t('fl.left')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.device}>
            <th scope="row">
              <Link to="/devices/list/$id" params={{ id: String(row.device) }}>
                {row.deviceName}
              </Link>
              <small className="dv-code quiet">{text(row.profileName)}</small>
            </th>
            <td data-name={t('dv.area')}>{nameOf(row.area)}</td>
            <td data-name={t('fl.level')} className="nums">
              <span className="fl-level" aria-hidden>
                <span style={{ width: `${Math.min(100, row.level)}%` }} />
              </span>
              {Math.round(row.level)}%
            </td>
            <td data-name={t('fl.slope')} className="nums">
              {row.slope === null ? '–' : t('fl.slopeDay', { n: Number(row.slope.toFixed(2)) })}
            </td>
            <td data-name={t('fl.left')} className="nums">
              {row.left === null ? (
                <span className="quiet">{t('fl.leftUnknown')}</span>
              ) : (
                <b className={row.left <= 7 ? 'late' : ''}>{t('fl.leftDays', { count: Math.round(row.left) })}</b>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
