/** Hours since emptying between which growth runs straight, on a logarithmic scale. */
const KNOTS = [6, 12, 24, 36, 48, 72, 120, 240].map(Math.log);
const [SHORTEST, LONGEST] = [Math.log(3), Math.log(240)];
export const KNOT_COUNT = KNOTS.length;

/** Logarithm of hours, held within what the past can teach: between three hours and ten days. */
export function logHours(hours: number): number {
  return Math.min(LONGEST, Math.max(SHORTEST, Math.log(Math.max(hours, 1))));
}

/**
 * Between which two knots a time lies, and how near to the second.
 * @param x logarithm of hours
 * @returns number of the first of the two, and the share of the second, 0 to 1
 */
export function placeOnKnots(x: number): [first: number, share: number] {
  let first = 0;
  while (first < KNOTS.length - 2 && x > (KNOTS[first + 1] as number)) first++;
  const [a, b] = [KNOTS[first] as number, KNOTS[first + 1] as number];
  return [first, Math.min(1, Math.max(0, (x - a) / (b - a)))];
}
