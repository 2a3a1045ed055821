import { useTranslation } from 'react-i18next';
import { NoticeSwitch } from '../../kit/calls/notice-switch.tsx';
import { useCalls } from '../../kit/calls/use-calls.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import './alarms.css';
import { AskedDevice } from './asked-device.tsx';
import { ClaimDevice } from './claim-device.tsx';
import { DeviceCard } from './device-card.tsx';
import { PastCalls } from './past-calls.tsx';
import { useOwnDevices } from './use-own-devices.ts';

/** Safety at home: my devices, the alarms for which I was called, and leave to be called at any time. */
export function AlarmsPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useOwnDevices();
  const own = data?.filter((device) => device.confirmed) ?? [];
  const asked = data?.filter((device) => !device.confirmed) ?? [];
  const calls = useCalls().data ?? [];
  return (
    <Page title={t('alarms.title')}>
      {!data && (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />)}
      {data?.length === 0 && calls.length === 0 && (
        <div className="r-card">
          <div className="r-lead">{t('alarms.none')}</div>
          <div className="r-hint">{t('alarms.noneHow')}</div>
        </div>
      )}
      {asked.length > 0 && (
        <section aria-labelledby="asked-devices">
          <h2 id="asked-devices">{t('alarms.askedTitle')}</h2>
          <ul className="r-list">
            {asked.map((device) => (
              <li key={device.id}>
                <AskedDevice device={device} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {own.length > 0 && (
        <section aria-labelledby="own-devices">
          <h2 id="own-devices">{t('alarms.devices')}</h2>
          <ul className="r-list">
            {own.map((device) => (
              <li key={device.id}>
                <DeviceCard device={device} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {calls.length > 0 && <PastCalls calls={calls} />}
      {data && (data.length > 0 || calls.length > 0) && (
        <section className="r-card" aria-labelledby="alarm-notices">
          <h2 id="alarm-notices">{t('alarms.notices')}</h2>
          <NoticeSwitch face="resident" className="r-button" worker="/resident/sw.js" />
        </section>
      )}
      {data && <ClaimDevice />}
    </Page>
  );
}
