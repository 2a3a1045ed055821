import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap, type MapPoint } from '../../kit/area-map.tsx';
import type { CaseRow } from '../case/case-types.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import { useShapes } from '../shared/use-shapes.ts';
import type { DeskSearch } from './desk-search.ts';

const tones = ['late', 'soon', 'normal', 'done'] as const;

type Props = { rows: CaseRow[]; search: DeskSearch; onArea: (code: string) => void };

/** The cases of the list where they are; a click on one opens it, a click on an area narrows the list to it. */
export function CaseMap({ rows, search, onArea }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const own = usePostArea();
  const within = search.area ?? own;
  const shapes = useShapes(Math.min(4, within.length / 3), within.length > 12 ? within.slice(0, 12) : within);
  const points = useMemo(() => rows.map(placePoint).filter((point) => point !== undefined), [rows]);
  const without = rows.length - points.length;
  return (
    <div className="case-map">
      <AreaMap
        shapes={shapes}
        points={points}
        selected={search.area}
        onPoint={(number) => void navigate({ to: '/cases/$number', params: { number } })}
        onArea={onArea}
        height="min(64vh, 680px)"
        label={t('desk.asMap')}
      />
      <ul className="map-legend">
        {tones.map((tone) => (
          <li key={tone}>
            <span className={`dot dot-${tone}`} aria-hidden /> {t(`desk.tone.${tone}`)}
          </li>
        ))}
      </ul>
      {without > 0 && <p className="quiet case-map-note">{t('desk.noPlace', { count: without })}</p>}
    </div>
  );
}

function placePoint(row: CaseRow): MapPoint | undefined {
  if (row.lon === null || row.lat === null) return undefined;
  const tone = !row.open ? 'done' : row.overdue ? 'late' : row.warned ? 'soon' : 'normal';
  return { id: row.number, lon: row.lon, lat: row.lat, tone, label: row.title };
}
