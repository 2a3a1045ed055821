import { EnvironmentOutline } from 'antd-mobile-icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatWhen } from '../../kit/time.ts';
import type { CaseDetail } from '../offline/case-types.ts';

const PlaceMap = lazy(() => import('../parts/place-map.tsx').then((module) => ({ default: module.PlaceMap })));

/** Where it is and how it came; the map opens on demand because it is heavy on an old phone. */
export function CaseFacts({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const [map, setMap] = useState(false);
  const placed = detail.lon !== null && detail.lat !== null;
  return (
    <section className="f-card f-stack">
      <dl className="f-facts">
        <dt>{t('field.case.where')}</dt>
        <dd>
          {detail.place && <div>{detail.place}</div>}
          <div className={detail.place ? 'f-note' : ''}>{detail.areaName}</div>
        </dd>
        <dt>{t('field.case.opened')}</dt>
        <dd>
          {formatWhen(detail.openedAt)} · {t(`field.source.${detail.source}`)}
        </dd>
        {detail.dueAt && (
          <>
            <dt>{t('field.case.total')}</dt>
            <dd>{t('field.time.by', { when: formatWhen(detail.dueAt) })}</dd>
          </>
        )}
        <dt>{t('field.case.number')}</dt>
        <dd>{detail.number}</dd>
      </dl>
      {placed && (
        <button type="button" className="f-btn plain" aria-expanded={map} onClick={() => setMap(!map)}>
          <EnvironmentOutline aria-hidden />
          {t(map ? 'field.case.hideMap' : 'field.case.map')}
        </button>
      )}
      {map && detail.lon !== null && detail.lat !== null && (
        <Suspense fallback={<p className="f-note">{t('field.loading')}</p>}>
          <PlaceMap lon={detail.lon} lat={detail.lat} />
        </Suspense>
      )}
    </section>
  );
}
