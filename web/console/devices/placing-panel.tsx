import { Link, useNavigate } from '@tanstack/react-router';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { addTexts } from '../manage/add-texts.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { type FactRow, Facts } from '../shared/facts.tsx';
import './claims.css';
import { claimTexts } from './claims-texts.ts';
import type { Device } from './device-types.ts';
import { type Placing, usePlacing } from './use-claims.ts';
import { useDeviceChange } from './use-devices.ts';

addTexts(claimTexts);

/** Why a device lies where it lies, and what was done with it on the spot; a place can be set by hand and let go. */
export function PlacingPanel({ device }: { device: Device }) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { data: me } = useMe();
  const { data } = usePlacing(device.id);
  const { mutateAsync, isPending } = useDeviceChange();
  const [setting, setSetting] = useState(false);
  const [area, setArea] = useState<string | undefined>(device.area);
  if (!data) return null;
  const save = async (chosen: string | null) => {
    try {
      await mutateAsync({ method: 'PATCH', path: `/${device.id}`, body: { area: chosen } });
      void message.success(t(chosen === null ? 'pl.released' : 'pl.saved'));
      setSetting(false);
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  const link = (one: { id: number; code: string; name: string }) => (
    <Link key={one.id} to="/devices/list/$id" params={{ id: String(one.id) }}>
      {one.name} · {one.code}
    </Link>
  );
  const rows: FactRow[] = [
    [t('pl.title'), t(`pl.by.${data.placedBy}`)],
    [t('pl.why'), data.why && text(data.why)],
    [t('pl.building'), data.building],
    [t('pl.mounted'), data.mountedAt ? formatWhen(data.mountedAt) : t('pl.notMounted')],
    [t('pl.before'), data.replaces.length > 0 ? data.replaces.map(link) : null],
    [t('pl.after'), data.replacedBy && link(data.replacedBy)],
  ];
  return (
    <section className="panel panel-body" aria-labelledby="pl-title">
      <h2 id="pl-title" className="panel-title">
        {t('pl.title')}
      </h2>
      <Facts rows={rows} />
      {me?.permissions.includes('device.edit') && device.admin !== 'retired' && (
        <div className="pl-acts">
          <Button onClick={() => setSetting(true)}>{t('pl.set')}</Button>
          {data.placedBy === 'hand' && (
            <Button loading={isPending} onClick={() => void save(null)}>
              {t('pl.release')}
            </Button>
          )}
          <Button onClick={() => void navigate({ to: '/devices/labels', search: { id: String(device.id) } })}>
            {t('lb.print')}
          </Button>
        </div>
      )}
      {data.acts.length > 0 && <Course acts={data.acts} />}
      {setting && (
        <Modal
          open
          title={t('pl.set')}
          okText={t('pl.save')}
          cancelText={t('pl.cancel')}
          onCancel={() => setSetting(false)}
          onOk={() => area && void save(area)}
          okButtonProps={{ disabled: !area, loading: isPending }}
        >
          <p className="quiet">{t('pl.setHint')}</p>
          <AreaSelect className="dialog-field" label={t('dv.area')} value={area} onChange={setArea} />
        </Modal>
      )}
    </section>
  );
}

function Course({ acts }: { acts: Placing['acts'] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className="panel-title cl-views">{t('pl.course')}</h3>
      <ul className="entity-list">
        {acts.map((one) => (
          <li key={one.at + one.act}>
            <b>{t(`pl.act.${one.act}`)}</b>
            <span>{one.by}</span>
            <span className="quiet nums">{formatWhen(one.at)}</span>
            {one.note && <span>{one.note}</span>}
            {one.files.length > 0 && (
              <span className="pl-photos">
                {one.files.map((file, i) => (
                  <a key={file} href={`/api/files/${file}`} target="_blank" rel="noreferrer">
                    <img src={`/api/files/${file}?size=thumb`} alt={t('pl.photo', { n: i + 1 })} />
                  </a>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
