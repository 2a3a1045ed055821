import type { FeatureCollection, Point, Position } from 'geojson';
import type { AreaShape, AreaShapes, Place } from './map-types.ts';

export type Box = [number, number, number, number];

/** One point an area for its name, at the middle of its largest ring. */
export function namePoints(shapes: AreaShapes): FeatureCollection<Point, AreaShape> {
  return {
    type: 'FeatureCollection',
    features: shapes.features.flatMap((feature) => {
      const ring = ringsOf(feature.geometry).sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0];
      return ring
        ? [
            {
              type: 'Feature' as const,
              properties: feature.properties,
              geometry: { type: 'Point' as const, coordinates: middleOf(ring) },
            },
          ]
        : [];
    }),
  };
}

/** The box around shapes and places; null when there is nothing. */
export function boxAround(shapes: AreaShapes | undefined, places: readonly Place[]): Box | null {
  const all = [
    ...places.map(({ lon, lat }): Position => [lon, lat]),
    ...(shapes?.features ?? []).flatMap((one) => ringsOf(one.geometry).flat()),
  ];
  if (all.length === 0) return null;
  const box: Box = [180, 90, -180, -90];
  for (const [x = 0, y = 0] of all) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

function ringsOf(geometry: AreaShapes['features'][number]['geometry'] | null): Position[][] {
  if (geometry?.type === 'Polygon') return geometry.coordinates.slice(0, 1);
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates.flatMap((one) => one.slice(0, 1));
  return [];
}

function areaOf(ring: Position[]): number {
  return fold(ring, (cross) => cross) / 2;
}

/** The centre of gravity of a ring. */
function middleOf(ring: Position[]): Position {
  const area = areaOf(ring);
  if (area === 0) return ring[0] ?? [0, 0];
  const x = fold(ring, (cross, a, b) => (a[0]! + b[0]!) * cross) / (6 * area);
  const y = fold(ring, (cross, a, b) => (a[1]! + b[1]!) * cross) / (6 * area);
  return [x, y];
}

function fold(ring: Position[], each: (cross: number, a: Position, b: Position) => number): number {
  let sum = 0;
  for (let at = 0; at + 1 < ring.length; at++) {
    const a = ring[at] as Position;
    const b = ring[at + 1] as Position;
    sum += each(a[0]! * b[1]! - b[0]! * a[1]!, a, b);
  }
  return sum;
}
