import { DownloadOutlined, LeftOutlined, RightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { addTexts } from '../manage/add-texts.ts';
import type { Device } from './device-types.ts';
import './past.css';
import { ExportDialog } from './export-dialog.tsx';
import { pastTexts } from './past-texts.ts';
import type { Span } from './past-types.ts';
import { spanNow, usePast } from './use-past.ts';

addTexts(pastTexts);

const SPANS = { hour: 1, day: 24, week: 168, month: 720, year: 8760, years: 43_800 } as const;
type Named = keyof typeof SPANS;
const LEAST_MS = 60_000;
const FIRST_KEYS = 3;
const MOST_KEYS = 10;
const Canvas = lazy(async () => ({ default: (await import('./past-canvas.tsx')).PastCanvas }));

/** What a device measured, from an hour to years: the newest as it comes, or a stretch of the past looked at closer. */
export function DevicePast({ device }: { device: Device }) {
  const { t } = useTranslation();
  const text = useText();
  const { data: me } = useMe();
  const measured = device.keys.filter(({ value }) => typeof value === 'number' || typeof value === 'boolean');
  const [span, setSpan] = useState<Span>({ hours: SPANS.day });
  const [chosen, setChosen] = useState<readonly string[]>();
  const [exporting, setExporting] = useState(false);
  const keys = chosen ?? measured.slice(0, FIRST_KEYS).map(({ key }) => key);
  const { data, error, isFetching } = usePast(device.id, keys, span);
  const named = 'hours' in span ? (Object.keys(SPANS) as Named[]).find((one) => SPANS[one] === span.hours) : undefined;
  const move = (by: number, zoom: number) => {
    const { from, to } = spanNow(span);
    const middle = (from + to) / 2 + (to - from) * by;
    const half = Math.max(((to - from) * zoom) / 2, LEAST_MS / 2);
    const end = Math.min(middle + half, Date.now());
    setSpan({ from: end - 2 * half, to: end });
  };
  const toggle = (key: string) =>
    setChosen(keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key].slice(-MOST_KEYS));
  const filled = data?.series.filter((one) => one.points.length > 0) ?? [];
  return (
    <section className="panel panel-body" aria-labelledby="dv-past">
      <div className="dv-past-head">
        <h2 id="dv-past" className="panel-title">
          {t('dv.past')}
        </h2>
        <Segmented
          size="small"
          aria-label={t('dv.past')}
          value={named}
          onChange={(value: Named) => setSpan({ hours: SPANS[value] })}
          options={(Object.keys(SPANS) as Named[]).map((value) => ({ value, label: t(`ps.span.${value}`) }))}
        />
      </div>
      <div className="dv-past-bar">
        <fieldset className="dv-past-keys">
          <legend className="dv-hidden">{t('ps.keys')}</legend>
          {measured.map(({ key, name }) => (
            <Button
              key={key}
              size="small"
              type={keys.includes(key) ? 'primary' : 'default'}
              ghost={keys.includes(key)}
              aria-pressed={keys.includes(key)}
              onClick={() => toggle(key)}
            >
              {text(name)}
            </Button>
          ))}
        </fieldset>
        <div className="dv-past-acts">
          <Button
            size="small"
            icon={<LeftOutlined aria-hidden />}
            aria-label={t('ps.earlier')}
            title={t('ps.earlier')}
            onClick={() => move(-0.5, 1)}
          />
          <Button
            size="small"
            icon={<ZoomOutOutlined aria-hidden />}
            aria-label={t('ps.wider')}
            title={t('ps.wider')}
            onClick={() => move(0, 2)}
          />
          <Button
            size="small"
            icon={<ZoomInOutlined aria-hidden />}
            aria-label={t('ps.closer')}
            title={t('ps.closer')}
            onClick={() => move(0, 0.5)}
          />
          <Button
            size="small"
            icon={<RightOutlined aria-hidden />}
            aria-label={t('ps.later')}
            title={t('ps.later')}
            disabled={'hours' in span}
            onClick={() => move(0.5, 1)}
          />
          {me?.permissions.includes('device.export') && (
            <Button size="small" icon={<DownloadOutlined aria-hidden />} onClick={() => setExporting(true)}>
              {t('ps.export')}
            </Button>
          )}
        </div>
      </div>
      <p className="quiet dv-past-span" aria-live="polite">
        {'hours' in span ? (
          t('ps.live')
        ) : (
          <>
            {t('ps.fromTo', {
              from: formatWhen(new Date(span.from).toISOString()),
              to: formatWhen(new Date(span.to).toISOString()),
            })}
            <button type="button" className="link-button" onClick={() => setSpan({ hours: SPANS.day })}>
              {t('ps.back')}
            </button>
          </>
        )}
      </p>
      {error && <Alert type="warning" showIcon title={describeError(error)} />}
      {!data && isFetching && <Spin className="rs-wait" />}
      {(measured.length === 0 || (data && filled.length === 0)) && (
        <p className="quiet">{t(keys.length > 0 ? 'dv.noPast' : 'ps.noKeys')}</p>
      )}
      {data &&
        filled.map((curve) => {
          const label = `${text(curve.name)}${curve.unit ? ` (${curve.unit})` : ''}`;
          return (
            <figure key={curve.key} className="dv-figure">
              <figcaption>{label}</figcaption>
              <Suspense fallback={<div className="dv-curve" />}>
                <Canvas
                  curve={curve}
                  label={label}
                  alarms={data.alarms}
                  gapSeconds={data.gapSeconds}
                  from={data.from}
                  to={data.to}
                  onPick={(from, to) =>
                    setSpan({ from: Math.round(from), to: Math.max(Math.round(to), Math.round(from) + LEAST_MS) })
                  }
                />
              </Suspense>
            </figure>
          );
        })}
      {data && filled.length > 0 && data.alarms.length > 0 && (
        <p className="quiet">{t('ps.alarms', { count: data.alarms.length })}</p>
      )}
      {exporting && (
        <ExportDialog scope={{ device: String(device.id) }} span={spanNow(span)} onClose={() => setExporting(false)} />
      )}
    </section>
  );
}
