import type { Point } from './plane.ts';

/**
 * Order in which places are numbered: rows from north to south, within a row from west to east (the numbering rule
 * of DB11 unit grids).
 * @returns indices into `places`, first to last
 */
export function numberPlaces(places: readonly Point[]): number[] {
  const northward = places.map((_, index) => index).sort((a, b) => (places[b] as Point)[1] - (places[a] as Point)[1]);
  const perRow = Math.max(1, Math.ceil(Math.sqrt(places.length)));
  const order: number[] = [];
  for (let start = 0; start < northward.length; start += perRow)
    order.push(
      ...northward.slice(start, start + perRow).sort((a, b) => (places[a] as Point)[0] - (places[b] as Point)[0]),
    );
  return order;
}
