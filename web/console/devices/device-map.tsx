import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap, type MapPoint } from '../../kit/area-map.tsx';
import { usePostArea } from '../shared/use-post-area.ts';
import { useShapes } from '../shared/use-shapes.ts';
import type { DeviceRow } from './device-types.ts';

/** Devices where they are: an alarm is larger, ringed and named, a lost connection too; a click opens the device. */
export function DeviceMap({ rows, within }: { rows: DeviceRow[]; within: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const own = usePostArea();
  const area = within ?? own;
  const shapes = useShapes(Math.min(4, area.length / 3), area.length > 12 ? area.slice(0, 12) : area);
  const points = useMemo(() => rows.map(pointOf).filter((point) => point !== undefined), [rows]);
  const without = rows.length - points.length;
  return (
    <>
      <AreaMap
        shapes={shapes}
        points={points}
        selected={within}
        onPoint={(id) => void navigate({ to: '/devices/list/$id', params: { id } })}
        height="min(64vh, 680px)"
        label={t('dv.asMap')}
      />
      {without > 0 && <p className="quiet">{t('dv.noPlace', { count: without })}</p>}
    </>
  );
}

function pointOf(row: DeviceRow): MapPoint | undefined {
  if (row.lon === null || row.lat === null) return undefined;
  const tone = row.alarms > 0 ? 'late' : row.link === 'offline' ? 'soon' : row.link === 'online' ? 'normal' : 'done';
  return { id: String(row.id), lon: row.lon, lat: row.lat, tone, ...(row.alarms > 0 && { label: row.name }) };
}
