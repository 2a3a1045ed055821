import type { AttributeUse } from '@gewu/alarms/find-attributes';
import type { Sample } from '@gewu/alarms/replay-steps';
import type { Episode } from './find-episodes.ts';

export type FalseAlarm = { episode: Episode; history: readonly Sample[] };

/** More than these a person would not weigh either. */
const MOST = 8;

/**
 * Values of a threshold that are worth trying: for each false alarm the nearest round one that would have kept it away.
 * @param now in force
 * @param range within which it may be set
 * @returns the smallest change first; nothing where the rule does not say what a change would do
 */
export function listCandidates(
  use: AttributeUse,
  now: number,
  falseAlarms: readonly FalseAlarm[],
  range: readonly [number, number] | undefined,
): number[] {
  const up = use.greater === 'fewer';
  if (use.greater === 'unknown' || use.counts === 'times' || use.counts === 'silence') return [];
  const peaks = falseAlarms.flatMap(({ episode, history }) =>
    use.counts === 'seconds' ? lasted(episode, now) : peakOf(use.key ?? '', episode, history, up),
  );
  const candidates = new Set(peaks.map((peak) => beyond(peak, up)));
  return [...candidates]
    .filter((value) => (up ? value > now : value < now))
    .filter((value) => !range || (value >= range[0] && value <= range[1]))
    .sort((a, b) => Math.abs(a - now) - Math.abs(b - now))
    .slice(0, MOST);
}

/** The condition held for as long as was waited, and from the alarm to its end at most. */
const lasted = ({ from, to }: Episode, waited: number): number[] => (to === null ? [] : [waited + (to - from) / 1000]);

function peakOf(key: string, { from, to }: Episode, history: readonly Sample[], up: boolean): number[] {
  // the value that raised it stands before the alarm where it had to hold for a time
  const before = history.findLast(({ ts, values }) => ts <= from && typeof values[key] === 'number');
  const within = history.filter(({ ts }) => ts > from && (to === null || ts < to));
  const values = [...(before ? [before] : []), ...within].flatMap((one) => {
    const value = one.values[key];
    return typeof value === 'number' ? [value] : [];
  });
  if (values.length === 0) return [];
  return [up ? Math.max(...values) : Math.min(...values)];
}

/** The next value of two digits beyond a peak: 342 → 350, 0.62 → 0.63; people set round ones. */
function beyond(peak: number, up: boolean): number {
  if (peak === 0) return up ? 1 : -1;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(peak))) - 1);
  const steps = up ? Math.floor(peak / step + 1e-9) + 1 : Math.ceil(peak / step - 1e-9) - 1;
  return Number((steps * step).toPrecision(3));
}
