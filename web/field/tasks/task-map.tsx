import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap, type MapPoint } from '../../kit/area-map.tsx';
import { useWorker } from '../app/worker.ts';
import type { CaseRow } from '../offline/case-types.ts';
import { useGo } from '../parts/field-link.tsx';
import { useNow } from '../parts/use-now.ts';
import { useShapes } from '../queries/use-catalogue.ts';
import { isOverdue } from './due-of.ts';
import { TaskCard } from './task-card.tsx';

/** The tasks on the worker's grid; a tap shows the card, the card opens the case. */
export function TaskMap({ rows, stateOf }: { rows: readonly CaseRow[]; stateOf(row: CaseRow): string }) {
  const { t } = useTranslation();
  const worker = useWorker();
  const go = useGo();
  const now = useNow();
  const shapes = useShapes(worker).data?.value;
  const [chosen, setChosen] = useState<string>();
  const points = rows.flatMap((row): MapPoint[] => {
    if (row.lon === null || row.lat === null) return [];
    const tone = isOverdue(row, now) ? 'late' : row.warned ? 'soon' : 'normal';
    return [{ id: row.number, lon: row.lon, lat: row.lat, tone, label: row.title }];
  });
  const card = rows.find((row) => row.number === chosen);
  const unplaced = rows.length - points.length;
  return (
    <div className="f-taskmap">
      <AreaMap
        height="100%"
        shapes={shapes}
        selected={worker.post?.area}
        points={points}
        label={t('field.me.grid')}
        onPoint={(id) => (id === chosen ? go(`/case/${id}`) : setChosen(id))}
      />
      <div className="f-taskmap-foot">
        {unplaced > 0 && !card && <p className="f-chip">{t('field.today.noPlace', { count: unplaced })}</p>}
        {card && <TaskCard row={card} now={now} waiting={[]} state={stateOf(card)} />}
      </div>
    </div>
  );
}
