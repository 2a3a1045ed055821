/** About 220 m north-south and 185 m east-west at 34° N: a few blocks. */
const CELL = 0.002;

/**
 * Moves a point to the middle of its cell, so that the reports of an anonymous reporter do not give away a home.
 * The same point always gives the same answer: many reports do not average back to the true place.
 */
export function blurPlace(point: { lon: number; lat: number }): { lon: number; lat: number } {
  return { lon: middle(point.lon), lat: middle(point.lat) };
}

const middle = (degrees: number) => Number(((Math.floor(degrees / CELL) + 0.5) * CELL).toFixed(6));
