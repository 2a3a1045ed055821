import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { Icon } from '../parts/icon.tsx';
import { LeaveDevice } from './leave-device.tsx';
import type { OwnDevice } from './use-own-devices.ts';

const LOW_BATTERY = 20;

/** One device at home: is all well, and when it was heard last. */
export function DeviceCard({ device }: { device: OwnDevice }) {
  const { t } = useTranslation();
  const text = useText();
  const { alarms, battery, heardAt, link } = device;
  const low = battery !== null && battery <= LOW_BATTERY;
  return (
    <div className="r-card">
      <h3>{device.name}</h3>
      {alarms.length > 0 ? (
        <div className="r-alarm" role="status">
          <Icon name="alarm" />
          {alarms.map(text).join(' · ')}
        </div>
      ) : (
        <div className={link === 'online' ? 'r-done' : 'r-warn'}>
          {link === 'online' && <Icon name="good" />}
          {t(`alarms.link.${link}`)}
        </div>
      )}
      {low && <div className="r-warn">{t('alarms.low', { percent: Math.round(battery) })}</div>}
      <dl className="r-facts">
        <dt>{t('alarms.kind')}</dt>
        <dd>{text(device.profileName)}</dd>
        {device.place && (
          <>
            <dt>{t('alarms.place')}</dt>
            <dd>{device.place}</dd>
          </>
        )}
        <dt>{t('alarms.as')}</dt>
        <dd>{t(`alarms.role.${device.role}`)}</dd>
        {heardAt && (
          <>
            <dt>{t('alarms.heard')}</dt>
            <dd>{formatWhen(heardAt)}</dd>
          </>
        )}
      </dl>
      <LeaveDevice device={device.id} />
    </div>
  );
}
