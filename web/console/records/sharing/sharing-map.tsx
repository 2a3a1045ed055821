import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap } from '../../../kit/area-map.tsx';
import { useShapes } from '../../shared/use-shapes.ts';
import { BLANK, shadeShares } from './shade-shares.ts';
import { type MapMeasure, mapMeasures, type Sharing } from './sharing-types.ts';

type Props = { data: Sharing; onArea: (code: string) => void };

/** A share over the areas inside the one shown; a tap goes into the area. */
export function SharingMap({ data, onArea }: Props) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<MapMeasure>('fresh');
  const shapes = useShapes(data.area.length / 3, data.area);
  const { fills, steps } = useMemo(() => shadeShares(data.areas, measure), [data.areas, measure]);
  return (
    <>
      <div className="case-head-line">
        <h2 className="panel-title">{t('sh.map')}</h2>
        <span className="frame-space" />
        <Select
          aria-label={t('sh.mapShow')}
          value={measure}
          onChange={setMeasure}
          popupMatchSelectWidth={false}
          options={mapMeasures.map((value) => ({ value, label: t(`sh.measure.${value}`) }))}
        />
      </div>
      <div style={{ marginTop: 12 }}>
        <AreaMap shapes={shapes} fills={fills} onArea={onArea} height="380px" label={t(`sh.measure.${measure}`)} />
      </div>
      <ul className="share-legend nums">
        {steps.map((step) => (
          <li key={step.color}>
            <i style={{ background: step.color }} />
            {step.from * 100}–{step.to * 100}%
          </li>
        ))}
        <li>
          <i style={{ background: BLANK }} />
          {t('sh.mapNone')}
        </li>
      </ul>
    </>
  );
}
