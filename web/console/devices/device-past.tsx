import { Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import type { Device } from './device-types.ts';
import { useSeries } from './use-devices.ts';

const SPANS = { hour: 1, day: 24, week: 168, month: 720 } as const;
type Span = keyof typeof SPANS;
const Canvas = lazy(async () => ({ default: (await import('./past-canvas.tsx')).PastCanvas }));

/** What a device measured, one curve a value: the mean as a line, least and greatest as a band. */
export function DevicePast({ device }: { device: Device }) {
  const { t } = useTranslation();
  const text = useText();
  const [span, setSpan] = useState<Span>('day');
  const measured = device.keys
    .filter((key) => typeof key.value === 'number' || typeof key.value === 'boolean')
    .slice(0, 4);
  const { data } = useSeries(
    device.id,
    measured.map((key) => key.key),
    SPANS[span],
  );
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
          value={span}
          onChange={setSpan}
          options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, label: t(`dv.span.${value}`) }))}
        />
      </div>
      {data && filled.length === 0 && <p className="quiet">{t('dv.noPast')}</p>}
      {filled.map((one) => {
        const key = measured.find((found) => found.key === one.key);
        const label = key ? `${text(key.name)}${key.unit ? ` (${key.unit})` : ''}` : one.key;
        return (
          <Suspense key={one.key} fallback={<div className="dv-curve" />}>
            <Canvas label={label} points={one.points} stepSeconds={data?.stepSeconds ?? 60} />
          </Suspense>
        );
      })}
    </section>
  );
}
