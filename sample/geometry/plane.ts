export type Point = [number, number];

/** Origin of the local plane: the heart of the district. */
const LON0 = 108.7;
const LAT0 = 34.34;
const M_PER_LAT = 110_940;
const M_PER_LON = 111_320 * Math.cos((LAT0 * Math.PI) / 180);

/** Degrees to metres on a plane that is true enough for one district. */
export const toPlane = ([lon, lat]: Point): Point => [(lon - LON0) * M_PER_LON, (lat - LAT0) * M_PER_LAT];

/** Metres back to degrees, with the five decimals (about a metre) that are published. */
export const toDegrees = ([x, y]: Point): Point => [round5(x / M_PER_LON + LON0), round5(y / M_PER_LAT + LAT0)];

const round5 = (value: number): number => Math.round(value * 1e5) / 1e5;

/** Even-odd test; a point exactly on the ring may fall either way. */
export function isInRing([x, y]: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as Point;
    const [xj, yj] = ring[j] as Point;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Twice the signed area; positive when the ring runs counter-clockwise. */
export function doubleArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as Point;
    const [xj, yj] = ring[j] as Point;
    sum += xj * yi - xi * yj;
  }
  return sum;
}
