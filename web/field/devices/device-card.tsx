import { BellOutline, EnvironmentOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { FieldLink } from '../parts/field-link.tsx';
import type { DeviceRow } from './device-types.ts';
import { LinkChip } from './link-chip.tsx';

/** One device as a large target. */
export function DeviceCard({ row }: { row: DeviceRow }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <FieldLink to={`/devices/${row.id}`} className={`f-task ${row.alarms > 0 ? 'late' : ''}`}>
      <h3>{row.name}</h3>
      <p className="place">
        <EnvironmentOutline aria-hidden /> {row.place || t('field.device.noPlace')}
      </p>
      <div className="bottom">
        {row.alarms > 0 && (
          <span className="f-chip late">
            <BellOutline aria-hidden />
            {t('field.device.alarms', { count: row.alarms })}
          </span>
        )}
        <LinkChip link={row.link} />
        <span className="f-chip quiet">
          {text(row.profileName)} · {row.code}
        </span>
      </div>
    </FieldLink>
  );
}
