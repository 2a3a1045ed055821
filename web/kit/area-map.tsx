import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaMapProps } from './map-types.ts';

export type { AreaMapProps, AreaShapes, MapPoint, Place } from './map-types.ts';

const Canvas = lazy(async () => ({ default: (await import('./area-map-canvas.tsx')).AreaMapCanvas }));

/** A map of areas and points, drawn from our own shapes alone: no tiles, fonts or scripts from elsewhere. */
export function AreaMap(props: AreaMapProps) {
  const { t } = useTranslation();
  const height = props.height ?? '320px';
  return (
    <Suspense fallback={<div style={{ height, background: '#eef2f6' }} role="img" aria-label={t('kit.map.name')} />}>
      <Canvas {...props} height={height} />
    </Suspense>
  );
}
