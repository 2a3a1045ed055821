import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap } from '../../../kit/area-map.tsx';
import { useText } from '../../../kit/text.ts';
import { useShapes } from '../../shared/use-shapes.ts';
import { type Definition, formatRate, type IndicatorRow } from './indicator-types.ts';
import { blank, shadeAreas } from './shade-areas.ts';

type Props = {
  rows: IndicatorRow[];
  definition: Definition;
  level: number;
  within: string;
  onArea: (code: string) => void;
};

/** An indicator over the areas, in five shades with their figures; a tap goes into the area. */
export function RateMap({ rows, definition, level, within, onArea }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const shapes = useShapes(level, within);
  const { fills, steps } = useMemo(() => shadeAreas(rows, definition.key), [rows, definition]);
  const label = t('ind.map', { name: text(definition.name) });
  return (
    <figure className="rate-map">
      <AreaMap shapes={shapes} fills={fills} onArea={onArea} height="420px" label={label} />
      <figcaption>
        <ul className="rate-map-legend nums">
          {steps.map((step) => (
            <li key={step.color}>
              <span className="rate-map-shade" style={{ background: step.color }} />
              {formatRate(step.from)}–{formatRate(step.to)}
            </li>
          ))}
          <li>
            <span className="rate-map-shade" style={{ background: blank }} />
            {t('ind.mapNone')}
          </li>
        </ul>
      </figcaption>
    </figure>
  );
}
