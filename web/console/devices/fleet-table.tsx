import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { share } from './fleet-cards.tsx';
import { FleetLink } from './fleet-link.tsx';
import type { FleetGroup } from './fleet-types.ts';
import { formatHours } from './format-hours.ts';

/** Every group with its counts, availability and times; each count opens its devices. */
export function FleetTable({ rows }: { rows: FleetGroup[] }) {
  const { t } = useTranslation();
  const text = useText();
  const time = (hours: number | null) => (hours === null ? '–' : formatHours(hours, t));
  const counts = ['devices', 'online', 'offline', 'ill'] as const;
  const part = {
    devices: {},
    online: { link: 'online' },
    offline: { link: 'offline' },
    ill: { issue: 'any' },
  } as const;
  return (
    <table className="fl-table">
      <thead>
        <tr>
          <th scope="col">{t('fl.group')}</th>
          {counts.map((key) => (
            <th key={key} scope="col">
              {t(`fl.${key}`)}
            </th>
          ))}
          <th scope="col">{t('fl.availability')}</th>
          <th scope="col">{t('fl.repair')}</th>
          <th scope="col">{t('fl.between')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{text(row.name)}</th>
            {counts.map((key) => (
              <td key={key} data-name={t(`fl.${key}`)}>
                <FleetLink
                  n={row[key]}
                  what={`${text(row.name)} ${t(`fl.${key}`)}`}
                  search={{ ...row.query, ...part[key] }}
                />
              </td>
            ))}
            <td data-name={t('fl.availability')} className="nums">
              {row.availability === null ? '–' : share(row.availability)}
              {row.small && row.availability !== null && <small className="fl-small">{t('fl.small')}</small>}
            </td>
            <td data-name={t('fl.repair')} className="nums">
              {time(row.repairHours)}
            </td>
            <td data-name={t('fl.between')} className="nums">
              {time(row.betweenHours)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
