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
  const first = nearestFirst(stops, start);
  if (first.length < 2) return first;
  const places: Point[] = start ? [...first, start] : [...first];
  const metres = places.map((a) => Float64Array.from(places, (b) => metresBetween(a, b)));
  const way: Way = {
    order: first.map((_, i) => i),
    end: start ? first.length : undefined,
    leg: (a, b) => (a === undefined || b === undefined ? 0 : (metres[a]?.[b] ?? 0)),
  };
  while (turnPieces(way) || movePieces(way));
  return way.order.map((i) => first[i] as S);
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

/** Numbers of stops in order; `end` is the start to come back to, if there is one; a leg to nowhere is nothing. */
type Way = { order: number[]; end: number | undefined; leg(a: number | undefined, b: number | undefined): number };

/** A gain below a millimetre is rounding. */
const GAIN_M = 1e-3;

/** Turns pieces of the way round wherever that shortens it. Without a start the first stop stays where it is. */
function turnPieces({ order, end, leg }: Way): boolean {
  let better = false;
  for (let i = end === undefined ? 1 : 0; i < order.length - 1; i++)
    for (let j = i + 1; j < order.length; j++) {
      const [before, after] = [order[i - 1] ?? end, order[j + 1] ?? end];
      const [head, tail] = [order[i], order[j]];
      if (leg(before, head) + leg(tail, after) - leg(before, tail) - leg(head, after) < GAIN_M) continue;
      order.splice(i, j - i + 1, ...order.slice(i, j + 1).reverse());
      better = true;
    }
  return better;
}

/** Moves pieces of up to three stops to wherever they fit in better. */
function movePieces({ order, end, leg }: Way): boolean {
  const first = end === undefined ? 1 : 0;
  let better = false;
  for (let length = 1; length <= 3; length++)
    for (let i = first; i + length <= order.length; i++) {
      const piece = order.splice(i, length);
      const [head, tail] = [piece[0], piece.at(-1)];
      const costAt = (at: number) => {
        const [before, after] = [order[at - 1] ?? end, order[at] ?? end];
        return leg(before, head) + leg(tail, after) - leg(before, after);
      };
      let [best, least] = [i, costAt(i) - GAIN_M];
      for (let to = first; to <= order.length; to++) {
        const cost = costAt(to);
        if (cost < least) [best, least] = [to, cost];
      }
      order.splice(best, 0, ...piece);
      if (best !== i) better = true;
    }
  return better;
}
