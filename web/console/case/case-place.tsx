import { useTranslation } from 'react-i18next';
import { AreaMap } from '../../kit/area-map.tsx';
import { useShapes } from '../shared/use-shapes.ts';
import type { CaseDetail } from './case-types.ts';

/** Where it is: a pin among the grids of its community. */
export function CasePlace({ found }: { found: CaseDetail }) {
  const { t } = useTranslation();
  const shapes = useShapes(4, found.area.slice(0, 12), found.area.length >= 12);
  const { lon, lat } = found;
  const placed = lon !== null && lat !== null;
  return (
    <section className="panel panel-body" aria-labelledby="case-place">
      <h2 id="case-place" className="panel-title">
        {t('case.map')}
      </h2>
      {placed || shapes !== undefined ? (
        <AreaMap
          shapes={shapes}
          picked={placed ? { lon, lat } : null}
          selected={found.area}
          view={placed ? [lon - 0.004, lat - 0.003, lon + 0.004, lat + 0.003] : undefined}
          height="260px"
          label={`${t('case.map')} ${found.areaName}`}
        />
      ) : (
        <p className="quiet">{t('case.noMap')}</p>
      )}
    </section>
  );
}
