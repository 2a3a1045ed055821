import { metresBetween, type Point } from './great-circle.ts';

export type Stop = Point & { key: string };

/**
 * A short way past all stops: nearest neighbour, then made shorter by turning pieces round (2-opt) and by moving pieces of
 * up to three stops elsewhere (Or-opt) until neither helps. The order in which the stops are given does not matter.
 * @param start where the lorry stands; it comes back there. Without it the way begins at the stop farthest out and ends
 *   wherever the last one is.
 * @returns the stops in order, never a longer way than the nearest neighbour's
 */
export function orderStops<S extends Stop>(stops: readonly S[], start?: Point): S[] {
  const sorted = sortByKey(stops);
  if (sorted.length < 2) return sorted;
  const way = nearestFirst(sorted, start);
  let best = lengthOf(way, start);
  for (;;) {
    const shorter = improve(way, best, start);
    if (shorter === undefined) return way;
    best = shorter;
  }
}

/** Metres along stops in their order, from and back to `start` where there is one. */
export function lengthOf(way: readonly Point[], start?: Point): number {
  let metres = 0;
  for (let i = 1; i < way.length; i++) metres += metresBetween(way[i - 1] as Point, way[i] as Point);
  if (!start || way.length === 0) return metres;
  return metres + metresBetween(start, way[0] as Point) + metresBetween(way.at(-1) as Point, start);
}

/** The way that always goes to the nearest stop not yet seen; of equal ones to the first by key. */
export function nearestFirst<S extends Stop>(stops: readonly S[], start?: Point): S[] {
  const left = sortByKey(stops);
  const way: S[] = [];
  let here: Point | undefined = start ?? farthestOut(left);
  while (left.length > 0 && here) {
    const from: Point = here;
    let nearest = 0;
    for (let i = 1; i < left.length; i++)
      if (metresBetween(from, left[i] as S) < metresBetween(from, left[nearest] as S)) nearest = i;
    here = left.splice(nearest, 1)[0] as S;
    way.push(here as S);
  }
  return way;
}

const sortByKey = <S extends Stop>(stops: readonly S[]) =>
  [...stops].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

function farthestOut<S extends Stop>(stops: readonly S[]): S | undefined {
  const middle = {
    lon: stops.reduce((sum, { lon }) => sum + lon, 0) / stops.length,
    lat: stops.reduce((sum, { lat }) => sum + lat, 0) / stops.length,
  };
  let far = stops[0];
  for (const stop of stops) if (far && metresBetween(stop, middle) > metresBetween(far, middle)) far = stop;
  return far;
}

/** A gain below a millimetre is rounding. */
const GAIN_M = 1e-3;

/** Takes the first change that shortens the way, in place. Without a start the first stop stays where it is. */
function improve<S extends Stop>(way: S[], best: number, start: Point | undefined): number | undefined {
  const first = start ? 0 : 1;
  const take = (next: readonly S[]): number | undefined => {
    const metres = lengthOf(next, start);
    if (metres >= best - GAIN_M) return undefined;
    way.splice(0, way.length, ...next);
    return metres;
  };
  for (let i = first; i < way.length - 1; i++)
    for (let j = i + 1; j < way.length; j++) {
      if (gainOfTurning(way, i, j, start) < GAIN_M) continue;
      const shorter = take([...way.slice(0, i), ...way.slice(i, j + 1).reverse(), ...way.slice(j + 1)]);
      if (shorter !== undefined) return shorter;
    }
  for (let length = 1; length <= 3; length++)
    for (let i = first; i + length <= way.length; i++) {
      const piece = way.slice(i, i + length);
      const rest = [...way.slice(0, i), ...way.slice(i + length)];
      for (let to = first; to <= rest.length; to++) {
        if (to === i || gainOfMoving(rest, piece, i, to, start) < GAIN_M) continue;
        const shorter = take([...rest.slice(0, to), ...piece, ...rest.slice(to)]);
        if (shorter !== undefined) return shorter;
      }
    }
  return undefined;
}

const leg = (a: Point | undefined, b: Point | undefined) => (a && b ? metresBetween(a, b) : 0);

function gainOfTurning(way: readonly Stop[], i: number, j: number, start: Point | undefined): number {
  const [before, after] = [way[i - 1] ?? start, way[j + 1] ?? start];
  return leg(before, way[i]) + leg(way[j], after) - leg(before, way[j]) - leg(way[i], after);
}

function gainOfMoving(
  rest: readonly Stop[],
  piece: readonly Stop[],
  from: number,
  to: number,
  start: Point | undefined,
): number {
  const [head, tail] = [piece[0], piece.at(-1)];
  const cut = (at: number) => {
    const [before, after] = [rest[at - 1] ?? start, rest[at] ?? start];
    return leg(before, head) + leg(tail, after) - leg(before, after);
  };
  return cut(from) - cut(to);
}
