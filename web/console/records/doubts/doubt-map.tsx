import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap } from '../../../kit/area-map.tsx';
import { useShapes } from '../../shared/use-shapes.ts';
import type { AreaCount } from './doubt-types.ts';
import { shadeCounts } from './shade-counts.ts';

type Props = { counts: AreaCount[]; within: string; onArea(code: string): void };

/** Open doubts over the areas one level below; a tap goes into the area. */
export function DoubtMap({ counts, within, onArea }: Props) {
  const { t } = useTranslation();
  const shapes = useShapes(Math.min(within.length / 3, 4), within);
  const { fills, steps } = useMemo(() => shadeCounts(counts), [counts]);
  return (
    <figure className="panel panel-body doubt-map">
      <AreaMap shapes={shapes} fills={fills} onArea={onArea} height="360px" label={t('doubts.map')} />
      <figcaption>
        <ul className="doubt-legend nums">
          {steps.map((step) => (
            <li key={step.color}>
              <span style={{ background: step.color }} />
              {step.from === step.to ? step.from : `${step.from}–${step.to}`}
            </li>
          ))}
          <li>
            <span className="doubt-blank" />
            {t('doubts.mapNone')}
          </li>
        </ul>
      </figcaption>
    </figure>
  );
}
