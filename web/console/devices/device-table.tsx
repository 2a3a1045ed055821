import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { DeviceRow } from './device-types.ts';
import { LinkTag } from './link-tag.tsx';
import { useAreaName } from './use-area-name.ts';

/** Devices as a table. */
export function DeviceTable({ rows }: { rows: DeviceRow[] }) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useAreaName();
  if (rows.length === 0)
    return (
      <div className="rs-none">
        <p>{t('dv.none')}</p>
        <p className="quiet">{t('dv.noneHint')}</p>
      </div>
    );
  return (
    <div className="dv-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('dv.name')}</th>
            <th scope="col">{t('dv.profile')}</th>
            <th scope="col">{t('dv.area')}</th>
            <th scope="col">{t('dv.link')}</th>
            <th scope="col">{t('dv.heard')}</th>
            <th scope="col">{t('al.title')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/devices/list/$id" params={{ id: String(row.id) }}>
                  {row.name}
                </Link>
                <small className="dv-code quiet">{row.code}</small>
              </th>
              <td>{text(row.profileName)}</td>
              <td>
                {nameOf(row.area)}
                {row.place && <small className="dv-code quiet">{row.place}</small>}
              </td>
              <td>
                <LinkTag link={row.link} />
              </td>
              <td className="nums">{row.heardAt ? formatWhen(row.heardAt) : t('dv.never')}</td>
              <td className={row.alarms > 0 ? 'late nums' : 'nums'}>
                {row.alarms > 0 ? t('dv.alarms', { count: row.alarms }) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
