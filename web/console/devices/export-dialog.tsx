import { useQuery } from '@tanstack/react-query';
import { Alert, App, Progress as Bar, Button, Modal, Radio, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { addTexts } from '../manage/add-texts.ts';
import './past.css';
import { pastTexts } from './past-texts.ts';
import { type Progress, saveExport } from './save-export.ts';
import { useProfiles } from './use-devices.ts';

addTexts(pastTexts);

type Props = {
  /** One device; or an area, and the kind if it is known already. */
  scope: { device: string } | { within?: string; profile?: string };
  span: { from: number; to: number };
  onClose: () => void;
};
type Size = { rows: number; devices: number; most: number };
const WHATS = ['readings', 'hours', 'days'] as const;
const FORMATS = ['csv', 'parquet'] as const;

/** Takes telemetry away as a file: what, from when to when, how many rows, and how far it is. */
export function ExportDialog({ scope, span, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const { data: profiles } = useProfiles();
  const [profile, setProfile] = useState('profile' in scope ? scope.profile : undefined);
  const [days, setDays] = useState({ from: dayOf(span.from), to: dayOf(span.to) });
  const [what, setWhat] = useState<(typeof WHATS)[number]>('readings');
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('csv');
  const [progress, setProgress] = useState<Progress>();
  const stop = useRef<AbortController>(undefined);
  const isOne = 'device' in scope;
  const query = new URLSearchParams({
    ...(isOne
      ? { device: scope.device }
      : { ...(scope.within && { within: scope.within }), ...(profile && { profile }) }),
    from: `${days.from}T00:00:00+08:00`,
    to: `${days.to}T23:59:59.999+08:00`,
    what,
  });
  const ready = (isOne || Boolean(profile)) && days.from !== '' && days.to >= days.from;
  const size = useQuery({
    queryKey: ['devices', 'export', query.toString()],
    queryFn: () => api<Size>('GET', `/devices/export/size?${query}`),
    enabled: ready,
  });
  const tooLarge = size.data && size.data.rows > size.data.most;
  const save = async () => {
    stop.current = new AbortController();
    setProgress({ bytes: 0, rows: 0, of: 0 });
    query.set('format', format);
    try {
      const name = await saveExport(query, stop.current.signal, setProgress);
      void message.success(t('ps.done', { name }));
      onClose();
    } catch (fault) {
      if (!stop.current.signal.aborted) void message.error(describeError(fault));
      setProgress(undefined);
    }
  };
  const close = () => {
    stop.current?.abort();
    onClose();
  };
  return (
    <Modal
      open
      title={t('ps.exportTitle')}
      onCancel={close}
      footer={[
        <Button key="close" onClick={progress ? () => stop.current?.abort() : close}>
          {t(progress ? 'ps.stop' : 'ps.close')}
        </Button>,
        <Button
          key="save"
          type="primary"
          loading={progress !== undefined}
          disabled={!ready || !size.data || size.data.rows === 0 || tooLarge}
          onClick={() => void save()}
        >
          {t('ps.save')}
        </Button>,
      ]}
    >
      <p className="quiet">{t('ps.exportLead')}</p>
      <div className="dv-export">
        {!isOne && (
          <label htmlFor="ps-kind">
            <span>{t('ps.kind')}</span>
            <Select
              id="ps-kind"
              value={profile}
              placeholder={t('ps.kind')}
              onChange={setProfile}
              options={(profiles ?? []).map((one) => ({ value: one.key, label: text(one.name) }))}
            />
          </label>
        )}
        <div className="dv-export-days">
          {(['from', 'to'] as const).map((end) => (
            <label key={end} htmlFor={`ps-${end}`}>
              <span>{t(`ps.${end}`)}</span>
              <input
                id={`ps-${end}`}
                type="date"
                className="dv-date"
                value={days[end]}
                max={dayOf(Date.now())}
                onChange={({ target }) => setDays({ ...days, [end]: target.value })}
              />
            </label>
          ))}
        </div>
        <fieldset>
          <legend>{t('ps.what')}</legend>
          <Radio.Group
            value={what}
            onChange={({ target }) => setWhat(target.value as typeof what)}
            options={WHATS.map((value) => ({ value, label: t(`ps.what.${value}`) }))}
          />
        </fieldset>
        <fieldset>
          <legend>{t('ps.format')}</legend>
          <Radio.Group
            value={format}
            onChange={({ target }) => setFormat(target.value as typeof format)}
            options={FORMATS.map((value) => ({ value, label: t(`ps.format.${value}`) }))}
          />
        </fieldset>
      </div>
      <div className="dv-export-size" aria-live="polite">
        {size.error && ready && <Alert type="warning" showIcon title={describeError(size.error)} />}
        {tooLarge && (
          <Alert type="warning" showIcon title={t('ps.tooLarge', { most: size.data?.most.toLocaleString() })} />
        )}
        {size.data && !tooLarge && !progress && (
          <p>
            {size.data.rows === 0
              ? t('ps.none')
              : t('ps.size', { devices: size.data.devices.toLocaleString(), rows: size.data.rows.toLocaleString() })}
          </p>
        )}
        {progress && <Received progress={progress} counted={format === 'csv'} />}
      </div>
    </Modal>
  );
}

function Received({ progress: { bytes, rows, of }, counted }: { progress: Progress; counted: boolean }) {
  const { t } = useTranslation();
  if (bytes === 0) return <p>{t('ps.preparing')}</p>;
  if (!counted) return <p>{t('ps.bytes', { size: (bytes / 1e6).toFixed(1) })}</p>;
  const done = Math.max(0, Math.min(rows, of));
  return (
    <>
      <Bar percent={of === 0 ? 100 : Math.floor((done / of) * 100)} aria-label={t('ps.exportTitle')} />
      <p>{t('ps.progress', { done: done.toLocaleString(), rows: of.toLocaleString() })}</p>
    </>
  );
}

/** The day of a moment by the clock of China, as a date field has it. */
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
