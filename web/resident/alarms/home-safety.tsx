import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import './alarms.css';
import { useOwnDevices } from './use-own-devices.ts';

/** On the first screen, for those who have devices at home: whether all is well, and the way to them. */
export function HomeSafety() {
  const { t } = useTranslation();
  const { data = [] } = useOwnDevices();
  if (data.length === 0) return null;
  const asked = data.some((device) => !device.confirmed);
  const own = data.filter((device) => device.confirmed);
  const alarms = data.some((device) => device.alarms.length > 0);
  const well = own.every((device) => device.link === 'online');
  return (
    <Link to="/alarms" className={alarms ? 'r-row r-row-alarm' : 'r-row'}>
      <Icon name="alarm" />
      <span>
        <strong>{t('alarms.title')}</strong>
        <br />
        {t(
          alarms ? 'alarms.home.alarm' : asked ? 'alarms.home.asked' : well ? 'alarms.home.well' : 'alarms.home.look',
          {
            count: own.length,
          },
        )}
      </span>
      <Icon name="more" />
    </Link>
  );
}
