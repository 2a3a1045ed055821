/** A point on the earth, degrees. */
export type Point = { lon: number; lat: number };

const EARTH_M = 6_371_008.8;

/** Metres between two points along the surface of a round earth (haversine; at most about half a percent off the true one). */
export function metresBetween(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const dLat = (b.lat - a.lat) * rad;
  const dLon = (b.lon - a.lon) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)));
}
