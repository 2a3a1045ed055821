import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useWorker } from '../app/worker.ts';
import { FieldLink } from '../parts/field-link.tsx';
import { fieldDatabase } from '../store/field-database.ts';
import type { DevicePage } from './device-types.ts';

/** What can be done with a device on the spot, and what of it still waits for the network. */
export function DeviceActs({ device }: { device: DevicePage }) {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const lane = `device:${device.code}`;
  const waiting =
    useLiveQuery(() => fieldDatabase.outbox.where('lane').equals(lane).toArray(), [lane])?.filter(
      (item) => item.state !== 'sent' && item.account === worker.account,
    ) ?? [];
  if (!worker.me.permissions.includes('device.mount') || device.admin === 'retired') return null;
  return (
    <section className="f-stack">
      <h2 className="f-group">{t('field.mount.onSpot')}</h2>
      {waiting.map((item) => (
        <FieldLink key={item.id} to="/outbox" className="f-alert">
          <span>
            {text(item.label)} · {t(`field.outbox.state.${item.state}`)}
          </span>
        </FieldLink>
      ))}
      <div className="f-row">
        <FieldLink to={`/devices/mount?code=${encodeURIComponent(device.code)}`} className="f-btn">
          {t(`field.mount.again.${device.admin}`)}
        </FieldLink>
        <FieldLink to={`/devices/${device.id}/replace`} className="f-btn">
          {t('field.mount.do.replace')}
        </FieldLink>
        <FieldLink to={`/devices/${device.id}/unmount`} className="f-btn danger">
          {t('field.mount.do.unmount')}
        </FieldLink>
      </div>
    </section>
  );
}
