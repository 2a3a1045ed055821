import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { useWorker } from '../app/worker.ts';
import { PageHead } from '../parts/page-head.tsx';
import { PlaceMap } from '../parts/place-map.tsx';
import { isRefusal } from '../store/recall.ts';
import { DeviceActs } from './device-acts.tsx';
import { DeviceAlarms } from './device-alarms.tsx';
import { DeviceContacts } from './device-contacts.tsx';
import { LinkChip } from './link-chip.tsx';
import { showValue } from './show-value.ts';
import { TestDevice } from './test-device.tsx';
import { useDevice } from './use-devices.ts';

/** One device: is it heard, what it said last, what it raised, whose it is; and a test on the spot. */
export function DevicePage() {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, isPending, error } = useDevice(worker, Number(id));
  const device = data?.value;
  if (!device)
    return (
      <>
        <PageHead title={t('field.device.title')} back />
        <main className="f-main">
          <p className="f-empty">
            {t(isPending ? 'field.loading' : isRefusal(error) ? 'field.device.gone' : 'field.failed')}
          </p>
        </main>
      </>
    );
  const heard = device.keys.filter((value) => value.value !== null);
  return (
    <>
      <PageHead title={text(device.profileName)} back />
      <main className="f-main">
        <div className="f-pad">
          {data && !data.fresh && (
            <p className="f-note">{t('field.remembered', { when: formatWhen(new Date(data.at).toISOString()) })}</p>
          )}
          <section className="f-card f-stack">
            <h2 className="f-title">{device.name}</h2>
            <div className="f-chips">
              <LinkChip link={device.link} />
              {device.admin !== 'active' && (
                <span className="f-chip soon">{t(`field.device.admin.${device.admin}`)}</span>
              )}
            </div>
            <dl className="f-facts">
              <dt>{t('field.device.code')}</dt>
              <dd>{device.code}</dd>
              <dt>{t('field.case.where')}</dt>
              <dd>{device.place || t('field.device.noPlace')}</dd>
              <dt>{t('field.device.heard')}</dt>
              <dd>{device.heardAt ? formatWhen(device.heardAt) : t('field.device.never')}</dd>
              <dt>{t('field.device.whose')}</dt>
              <dd>{device.post ? [device.post.name, ...device.post.holders].join(' · ') : t('field.device.nobody')}</dd>
            </dl>
          </section>
          <DeviceAlarms id={device.id} />
          <TestDevice device={device} />
          <DeviceActs device={device} />
          <section className="f-card">
            <h2>{t('field.device.values')}</h2>
            {heard.length === 0 && <p className="f-note">{t('field.device.never')}</p>}
            <dl className="f-facts">
              {heard.map((value) => (
                <div key={value.key} className="f-value">
                  <dt>{text(value.name)}</dt>
                  <dd>
                    <strong>{showValue(value, t)}</strong> <span className="f-note">{formatWhen(value.at)}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
          {worker.me.permissions.includes('device.mount') && device.admin !== 'retired' && (
            <DeviceContacts id={device.id} />
          )}
          {device.lon !== null && device.lat !== null && <PlaceMap lon={device.lon} lat={device.lat} />}
        </div>
      </main>
    </>
  );
}
