/** What a sensor said: percent, and when, ms. */
export type Reading = { at: number; fill: number };

/** A fall of so many points is an emptying, and at least so much of what was in. */
const LEAST_POINTS = 20;
const LEAST_SHARE = 0.4;
/** After an emptying there is clearly less than in either of the two readings before it. */
const BELOW = 0.75;
/** What was put in by the next reading may raise the level again by so many points. */
const SETTLED = 25;

/**
 * Finds in a sensor's readings when its bin was emptied: the level falls sharply and stays down. One wild echo, up or
 * down, is no emptying: the fall must go below the two readings before it, and the next reading must not be back up.
 * @param readings in order of time
 * @returns middle of the span in which it happened, and the level before, percent
 */
export function findEmptyings(readings: readonly Reading[]): Reading[] {
  const found: Reading[] = [];
  let since = 0;
  for (let i = 1; i < readings.length; i++) {
    const [before, now] = [readings[i - 1] as Reading, readings[i] as Reading];
    const earlier = i - 2 >= since ? (readings[i - 2] as Reading) : before;
    const next = readings[i + 1];
    const base = Math.min(before.fill, earlier.fill);
    const falls = before.fill - now.fill >= LEAST_POINTS && now.fill <= before.fill * (1 - LEAST_SHARE);
    const below = now.fill <= base * BELOW;
    const stays = !next || next.fill <= now.fill + SETTLED || next.fill < before.fill / 2;
    if (!falls || !below || !stays) continue;
    found.push({ at: Math.round((before.at + now.at) / 2), fill: before.fill });
    since = i;
  }
  return found;
}
