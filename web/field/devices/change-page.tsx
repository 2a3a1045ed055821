import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useWorker } from '../app/worker.ts';
import { ConfirmSheet } from '../parts/confirm-sheet.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ActSent } from './act-sent.tsx';
import { DeviceForm, type DeviceWork } from './device-form.tsx';
import type { DevicePage } from './device-types.ts';
import { ACT_NAMES, sendDeviceAct } from './send-device-act.ts';
import { useDevice } from './use-devices.ts';

/** Replaces a device by another one that is scanned, or takes it down. */
export function ChangePage() {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const { id, change } = useParams({ strict: false }) as { id: string; change: string };
  const act = change === 'unmount' ? 'unmount' : 'replace';
  const device = useDevice(worker, Number(id)).data?.value;
  return (
    <>
      <PageHead title={text(ACT_NAMES[act])} back />
      <main className="f-main">
        <div className="f-pad">
          {device ? <Change device={device} act={act} /> : <p className="f-empty">{t('field.loading')}</p>}
        </div>
      </main>
    </>
  );
}

function Change({ device, act }: { device: DevicePage; act: 'replace' | 'unmount' }) {
  const { t } = useTranslation();
  const worker = useWorker();
  const [sent, setSent] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [work, setWork] = useState<DeviceWork>({ body: {}, photos: [] });
  const enough = act === 'unmount' || (Boolean(work.body.code) && work.body.code !== device.code);
  return (
    <>
      <section className="f-card f-stack">
        <h2 className="f-title">{device.name}</h2>
        <p className="f-note">
          {device.code} · {device.place || t('field.device.noPlace')}
        </p>
        <p>{t(`field.mount.means.${act}`)}</p>
      </section>
      {sent ? (
        <ActSent id={sent} />
      ) : (
        <>
          <DeviceForm act={act} value={work} onChange={setWork} />
          <button
            type="button"
            className={act === 'unmount' ? 'f-btn danger' : 'f-btn primary'}
            disabled={!enough}
            onClick={() => setAsking(true)}
          >
            {t(`field.mount.do.${act}`)}
          </button>
          <ConfirmSheet
            open={asking}
            title={t(`field.mount.sure.${act}`)}
            yes={t(`field.mount.do.${act}`)}
            danger={act === 'unmount'}
            onYes={() => {
              setAsking(false);
              void sendDeviceAct(worker, device, act, work).then(setSent);
            }}
            onNo={() => setAsking(false)}
          />
        </>
      )}
    </>
  );
}
