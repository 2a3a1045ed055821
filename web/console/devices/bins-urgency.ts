import type { Bin } from './bins-types.ts';

const HOUR_MS = 3_600_000;
export type Urgency = 'now' | 'day' | 'soon' | 'later';

/** How soon a bin is full: by now, within a day, within three, later (or not within what can be foreseen). */
export function urgencyOf({ fullAt }: Pick<Bin, 'fullAt'>, now: number): Urgency {
  if (fullAt === null) return 'later';
  const hours = (Date.parse(fullAt) - now) / HOUR_MS;
  return hours <= 0 ? 'now' : hours <= 24 ? 'day' : hours <= 72 ? 'soon' : 'later';
}
