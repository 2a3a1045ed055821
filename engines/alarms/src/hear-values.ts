import type { Event, Latest } from './types.ts';

/**
 * Takes in a message: the latest values with the time they were measured at. An older stamp never takes the place of a
 * newer value, though the message itself is still judged by its own values.
 */
export function hearValues<T extends { latest: Latest; heard: number | null }>(
  before: T,
  event: Extract<Event, { kind: 'data' }>,
): T {
  const ts = event.ts ?? event.at;
  const latest = { ...before.latest };
  for (const [key, value] of Object.entries(event.values))
    if (ts >= (latest[key]?.ts ?? Number.NEGATIVE_INFINITY)) latest[key] = { ts, value };
  return { ...before, latest, heard: Math.max(before.heard ?? event.at, event.at) };
}
