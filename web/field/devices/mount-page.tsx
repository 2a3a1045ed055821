import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { type Text, useText } from '../../kit/text.ts';
import { useWorker } from '../app/worker.ts';
import type { DeviceBody } from '../outbox/outbox-item.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useOnline } from '../parts/use-online.ts';
import { ActSent } from './act-sent.tsx';
import { AskDesk } from './ask-desk.tsx';
import { DeviceForm, type DeviceWork } from './device-form.tsx';
import { labelOf } from './scanned-labels.ts';
import { type ActedDevice, sendDeviceAct } from './send-device-act.ts';
import { useDevice } from './use-devices.ts';

type Scanned = {
  device: { id: number; code: string; name: string; profileName: Text; mounted: boolean } | null;
  waits: boolean;
};

/** Hangs the device of a code up: one that is known, one in stock, or, without network, whatever was scanned. */
export function MountPage() {
  const { t } = useTranslation();
  const text = useText();
  const online = useOnline();
  const { code = '' } = useSearch({ strict: false }) as { code?: string };
  const found = useQuery({
    queryKey: ['devices', 'scanned', code],
    queryFn: () => api<Scanned>('GET', `/devices/scanned?code=${encodeURIComponent(code)}`),
    enabled: online && code !== '',
  });
  const known = found.data?.device;
  // once sent, the device counts as mounted, and its form would stand here anew
  const [sent, setSent] = useState<string>();
  return (
    <>
      <PageHead title={t('field.mount.title')} back />
      <main className="f-main">
        <div className="f-pad">
          <section className="f-card f-stack">
            <h2 className="f-title">{known?.name ?? code}</h2>
            <p className="f-note">
              {known ? `${text(known.profileName)} · ${known.code}` : !online && t('field.mount.offline')}
            </p>
          </section>
          {online && found.isPending && <p className="f-empty">{t('field.loading')}</p>}
          {sent ? (
            <ActSent id={sent} />
          ) : found.data && !known ? (
            <AskDesk code={code} waits={found.data.waits} />
          ) : (
            (known || !online || found.isError) &&
            (known?.mounted ? (
              <Moved key={code} device={known} onSent={setSent} />
            ) : (
              <Mount key={code} device={known ?? { id: null, code, name: code }} onSent={setSent} />
            ))
          )}
        </div>
      </main>
    </>
  );
}

type OnSent = (item: string) => void;

/** One that hangs already keeps what is known of its place, unless it is said anew. */
function Moved({ device, onSent }: { device: ActedDevice & { id: number }; onSent: OnSent }) {
  const { t } = useTranslation();
  const { data, isPending } = useDevice(useWorker(), device.id);
  if (isPending) return <p className="f-empty">{t('field.loading')}</p>;
  const { place, lon, lat } = data?.value ?? {};
  return (
    <Mount
      device={device}
      onSent={onSent}
      stands={{ ...(place && { place }), ...(typeof lon === 'number' && typeof lat === 'number' && { lon, lat }) }}
    />
  );
}

function Mount({ device, stands = {}, onSent }: { device: ActedDevice; stands?: DeviceBody; onSent: OnSent }) {
  const { t } = useTranslation();
  const worker = useWorker();
  const [work, setWork] = useState<DeviceWork>(() => {
    const { place, maker, model } = labelOf(device.code);
    return {
      body: { ...stands, ...(place && { place }), ...(maker && { maker }), ...(model && { model }) },
      photos: [],
    };
  });
  const { lon, place, anchor } = work.body;
  const enough = lon !== undefined || Boolean(place) || Boolean(anchor);
  return (
    <>
      <DeviceForm act="mount" value={work} onChange={setWork} />
      {!enough && <p className="f-note">{t('field.mount.where')}</p>}
      <button
        type="button"
        className="f-btn primary"
        disabled={!enough}
        onClick={() => void sendDeviceAct(worker, device, 'mount', work).then(onSent)}
      >
        {t('field.mount.hang')}
      </button>
    </>
  );
}
