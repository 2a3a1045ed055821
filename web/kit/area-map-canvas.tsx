import {
  type GeoJSONSource,
  Map as MapLibre,
  type MapMouseEvent,
  Marker,
  NavigationControl,
  setWorkerUrl,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './area-map.css';
import { areaMapStyle } from './area-map-style.ts';
import type { AreaMapProps } from './map-types.ts';
import { boxAround, namePoints } from './shape-points.ts';

// A worker made from a blob belongs to the page's service worker; one from an address outside the scope of a face's
// service worker would ask the network, and the map would stay empty without one. The development server writes an
// import into the worker that no blob can follow.
setWorkerUrl(import.meta.env.DEV ? workerUrl : await blobOf(workerUrl));
/** Where the map looks when there is nothing to look at: the district of the sample. */
const HOME: [number, number] = [108.7, 34.34];
const nothing = { type: 'FeatureCollection' as const, features: [] };

/** The map itself; `AreaMap` loads it when it is needed. */
export function AreaMapCanvas(props: AreaMapProps) {
  const { t } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [broken, setBroken] = useState(false);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const box = holder.current;
    if (!box) return;
    let made: MapLibre;
    try {
      made = new MapLibre({
        container: box,
        style: areaMapStyle,
        center: HOME,
        zoom: 11,
        maxZoom: 19,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        locale: {
          'NavigationControl.ZoomIn': t('kit.map.in'),
          'NavigationControl.ZoomOut': t('kit.map.out'),
          'Map.Title': latest.current.label ?? t('kit.map.name'),
        },
      });
    } catch {
      setBroken(true); // no WebGL: the list and the typed address remain
      return;
    }
    made.touchZoomRotate.disableRotation();
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    made.on('load', () => setMap(made));
    made.on('click', (event: MapMouseEvent) => {
      const { onPick, onPoint, onArea } = latest.current;
      const near = 12;
      const hit = made.queryRenderedFeatures(
        [
          [event.point.x - near, event.point.y - near],
          [event.point.x + near, event.point.y + near],
        ],
        { layers: ['point'] },
      )[0];
      if (hit && onPoint) return onPoint(String(hit.properties.id));
      const area =
        onArea &&
        made
          .queryRenderedFeatures(event.point, { layers: ['area-fill'] })
          .sort((a, b) => b.properties.level - a.properties.level)[0];
      if (area) return onArea(String(area.properties.code));
      onPick?.({ lon: event.lngLat.lng, lat: event.lngLat.lat });
    });
    made.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !latest.current.onPick) return;
      event.preventDefault();
      const { lng, lat } = made.getCenter();
      latest.current.onPick({ lon: lng, lat });
    });
    return () => {
      setMap(null);
      made.remove();
    };
  }, [t]);

  const { shapes, points, ways, picked, selected, fills, view } = props;
  useEffect(() => {
    if (!map) return;
    const drawn = shapes && {
      ...shapes,
      features: shapes.features.map((one) => ({
        ...one,
        properties: {
          ...one.properties,
          selected: one.properties.code === selected,
          ...(fills?.[one.properties.code] && { fill: fills[one.properties.code] }),
        },
      })),
    };
    map.getSource<GeoJSONSource>('areas')?.setData(drawn ?? nothing);
    map.getSource<GeoJSONSource>('names')?.setData(shapes ? namePoints(shapes) : nothing);
  }, [map, shapes, selected, fills]);

  useEffect(() => {
    const features = (points ?? []).map(({ id, lon, lat, tone, label }) => ({
      type: 'Feature' as const,
      properties: { id, tone: tone ?? 'normal', ...(label !== undefined && { label }) },
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    }));
    map?.getSource<GeoJSONSource>('points')?.setData({ type: 'FeatureCollection', features });
  }, [map, points]);

  useEffect(() => {
    const features = (ways ?? []).map((way) => ({
      type: 'Feature' as const,
      properties: {},
      geometry: { type: 'LineString' as const, coordinates: way.map(({ lon, lat }) => [lon, lat]) },
    }));
    map?.getSource<GeoJSONSource>('ways')?.setData({ type: 'FeatureCollection', features });
  }, [map, ways]);

  useEffect(() => {
    if (!map || !picked) return;
    const pin = new Marker({ color: '#c8281e' }).setLngLat([picked.lon, picked.lat]).addTo(map);
    pin.getElement().setAttribute('aria-label', t('kit.map.picked'));
    return () => void pin.remove();
  }, [map, picked, t]);

  // Look at what there is when it first comes, and again when the caller looks elsewhere; never while the reader moves.
  const hasShapes = (shapes?.features.length ?? 0) > 0;
  const hasPoints = (points?.length ?? 0) > 0;
  const looked = view?.join() ?? `${hasShapes} ${hasPoints}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `looked` stands for the data
  useEffect(() => {
    const { shapes: areas, points: marks, picked: pin, view: asked } = latest.current;
    const box = asked ?? boxAround(areas, [...(marks ?? []), ...(pin ? [pin] : [])]);
    if (map && box) map.fitBounds([box[0], box[1], box[2], box[3]], { padding: 28, maxZoom: 16, duration: 0 });
  }, [map, looked]);

  const schematic = shapes?.features.some((one) => one.properties.schematic);
  if (broken) return <p className="kit-map-broken">{t('kit.map.broken')}</p>;
  return (
    <div className="kit-map" style={{ height: props.height }}>
      <div ref={holder} className="kit-map-canvas" />
      {schematic && <span className="kit-map-note">{t('kit.map.schematic')}</span>}
    </div>
  );
}

async function blobOf(address: string): Promise<string> {
  try {
    const code = await (await fetch(address)).text();
    return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  } catch {
    return address;
  }
}
