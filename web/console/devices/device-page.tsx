import { Link, useParams } from '@tanstack/react-router';
import { Alert, App, Button, Popconfirm, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { addTexts } from '../manage/add-texts.ts';
import { type FactRow, Facts } from '../shared/facts.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import './devices.css';
import { ContactsPanel } from './contacts-panel.tsx';
import { DeviceAlarms } from './device-alarms.tsx';
import { DeviceHealth } from './device-health.tsx';
import { DeviceLessons } from './device-lessons.tsx';
import { DevicePast } from './device-past.tsx';
import { DeviceRules } from './device-rules.tsx';
import type { Device } from './device-types.ts';
import { deviceTexts } from './devices-texts.ts';
import { LinkTag } from './link-tag.tsx';
import { PlacingPanel } from './placing-panel.tsx';
import { DeviceUpdates } from './rollouts/device-updates.tsx';
import { SpeechDialog } from './speech-dialog.tsx';
import { useAreaName } from './use-area-name.ts';
import { useDevice, useDeviceChange } from './use-devices.ts';

addTexts(deviceTexts);

/** All about one device. */
export function DevicePage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/devices/list/$id' });
  const { data, error } = useDevice(Number(id));
  const { data: me } = useMe();
  const edits = me?.permissions.includes('device.edit');
  usePageTitle(data?.name ?? t('dv.title'));
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (!data) return <Spin className="rs-wait" />;
  return (
    <div className="page">
      <Link to="/devices/list" search={{}} className="dv-back">
        ← {t('dv.back')}
      </Link>
      <Head device={data} />
      <div className="entity-columns">
        <div className="entity-column">
          <Values device={data} />
          <DevicePast device={data} />
          <DeviceAlarms id={data.id} />
        </div>
        <div className="entity-column">
          <Who device={data} />
          <DeviceHealth id={data.id} />
          <PlacingPanel device={data} />
          {edits && data.admin !== 'retired' && <ContactsPanel id={data.id} />}
          <DeviceRules device={data} />
          <DeviceUpdates id={data.id} />
          <DeviceLessons id={data.id} />
          {data.refusals.length > 0 && <Refused device={data} />}
        </div>
      </div>
    </div>
  );
}

function Head({ device }: { device: Device }) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const { data: me } = useMe();
  const { mutateAsync, isPending } = useDeviceChange();
  const [connecting, setConnecting] = useState(false);
  const change = async (method: string, path: string, body?: object) => {
    try {
      await mutateAsync({ method, path: `/${device.id}${path}`, body });
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  const active = device.admin === 'active';
  return (
    <header className="panel dv-head">
      <div>
        <h1>{device.name}</h1>
        <p className="quiet">
          {text(device.profileName)} · {device.code}
        </p>
      </div>
      <LinkTag link={device.link} />
      {!active && <span className="late">{t(`dv.use.${device.admin}`)}</span>}
      {me?.permissions.includes('device.edit') && (
        <div className="dv-acts">
          <Button onClick={() => setConnecting(true)}>{t('sp.title')}</Button>
          {active ? (
            <Popconfirm
              title={t('dv.disableAsk')}
              okText={t('dv.disable')}
              cancelText={t('dv.cancel')}
              onConfirm={() => change('PATCH', '', { admin: 'disabled' })}
            >
              <Button danger>{t('dv.disable')}</Button>
            </Popconfirm>
          ) : (
            <Button loading={isPending} onClick={() => void change('PATCH', '', { admin: 'active' })}>
              {t('dv.enable')}
            </Button>
          )}
        </div>
      )}
      {connecting && <SpeechDialog id={device.id} onClose={() => setConnecting(false)} />}
    </header>
  );
}

function Values({ device }: { device: Device }) {
  const { t } = useTranslation();
  const text = useText();
  const say = (value: number | string | boolean | null) =>
    value === null ? t('dv.noValue') : typeof value === 'boolean' ? t(value ? 'dv.yes' : 'dv.no') : String(value);
  return (
    <section className="panel panel-body" aria-labelledby="dv-values">
      <h2 id="dv-values" className="panel-title">
        {t('dv.values')}
      </h2>
      <dl className="dv-values">
        {device.keys.map(({ key, name, unit, value, at }) => (
          <div key={key}>
            <dt>{text(name)}</dt>
            <dd className={value === null ? 'quiet' : ''}>
              {say(value)} {value !== null && unit}
            </dd>
            <dd className="dv-code quiet">{at && formatWhen(at)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Who({ device }: { device: Device }) {
  const { t } = useTranslation();
  const nameOf = useAreaName();
  const post = device.post ? `${device.post.name} ${device.post.holders.join('、')}` : t('dv.nobody');
  const rows: FactRow[] = [
    [t('dv.who'), post],
    [t('dv.area'), nameOf(device.area)],
    [t('dv.place'), device.place],
    [t('dv.heard'), device.heardAt ? formatWhen(device.heardAt) : t('dv.never')],
    [t('dv.messages'), device.messages.toLocaleString()],
    [t('dv.gateway'), device.parent?.name],
  ];
  return (
    <section className="panel panel-body">
      <Facts rows={rows} />
    </section>
  );
}

function Refused({ device }: { device: Device }) {
  const { t } = useTranslation();
  return (
    <section className="panel panel-body" aria-labelledby="dv-refused">
      <h2 id="dv-refused" className="panel-title">
        {t('dv.refused')}
      </h2>
      <ul className="entity-list">
        {device.refusals.map((one) => (
          <li key={one.reason}>
            <b>{t(`dv.reason.${one.reason}`)}</b>
            <span>{t('dv.times', { count: one.count })}</span>
            <span className="quiet">{formatWhen(one.lastAt)}</span>
            {one.sample && <code className="dv-sample">{one.sample}</code>}
          </li>
        ))}
      </ul>
    </section>
  );
}
