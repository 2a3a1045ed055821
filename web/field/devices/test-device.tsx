import { CheckCircleFill, CloseCircleFill, LoopOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useWorker } from '../app/worker.ts';
import { useNow } from '../parts/use-now.ts';
import type { DevicePage } from './device-types.ts';
import { beginTest, judgeTest, type TestStart } from './judge-test.ts';
import { showValue } from './show-value.ts';
import { useDevice } from './use-devices.ts';

const LOOK_MS = 1000;

/** Press the device's own test button and see within seconds whether the platform heard it. */
export function TestDevice({ device }: { device: DevicePage }) {
  const { t } = useTranslation();
  const [start, setStart] = useState<TestStart | null>(null);
  return (
    <section className="f-card f-stack">
      <h2>{t('field.device.test.title')}</h2>
      {start ? (
        <Course key={start.at} start={start} device={device} />
      ) : (
        <p className="f-note">{t('field.device.test.how')}</p>
      )}
      <button
        type="button"
        className={start ? 'f-btn' : 'f-btn primary'}
        onClick={() => setStart(beginTest(device, Date.now()))}
      >
        {t(start ? 'field.device.test.again' : 'field.device.test.start')}
      </button>
    </section>
  );
}

function Course({ start, device }: { start: TestStart; device: DevicePage }) {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const [took, setTook] = useState<number | null>(null);
  const now = useNow(LOOK_MS);
  const watched = useDevice(worker, device.id, took === null ? LOOK_MS : undefined);
  const { state, fresh } = judgeTest(start, watched.data?.value ?? device, now);
  if (state === 'heard' && took === null) setTook(Math.max(1, Math.round((now - start.at) / 1000)));
  if (state === 'heard')
    return (
      <div className="f-alert good" role="status">
        <CheckCircleFill aria-hidden />
        <p>
          <strong>{t('field.device.test.heard', { seconds: took ?? 1 })}</strong>
          {fresh.map((value) => (
            <span key={value.key}>
              {text(value.name)}: {showValue(value, t)}
            </span>
          ))}
        </p>
      </div>
    );
  if (state === 'silent')
    return (
      <div className="f-alert late" role="status">
        <CloseCircleFill aria-hidden />
        <p>
          <strong>{t('field.device.test.silent')}</strong>
          <span>{t('field.device.test.silentHint')}</span>
        </p>
      </div>
    );
  return (
    <div className="f-alert" role="status">
      <LoopOutline aria-hidden />
      <p>
        <strong>{t('field.device.test.press')}</strong>
        <span>{t('field.device.test.waits')}</span>
      </p>
    </div>
  );
}
