import type { MultiPolygon, Polygon } from 'geojson';

export type Geometry = Polygon | MultiPolygon;

/** Polygons of a geometry, each a list of rings, the outer one first. */
export function polygonsOf(geometry: Geometry): Polygon['coordinates'][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** The same geometry with every position changed. */
export function mapPositions(geometry: Geometry, change: (position: [number, number]) => [number, number]): Geometry {
  const rings = (polygon: Polygon['coordinates']) =>
    polygon.map((ring) => ring.map(([lon = Number.NaN, lat = Number.NaN]) => change([lon, lat])));
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: rings(geometry.coordinates) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(rings) };
}
