import type { Facts, Figures, IssueChange, IssueKind } from './care-types.ts';
import { compareVersions } from './compare-versions.ts';
import { medianOf } from './median-of.ts';

const HOUR_MS = 3_600_000;
/** A device that came back must stay so long before it counts as mended. */
export const STEADY_MS = 10 * 60_000;
/** So many losses of the connection within a day are a fault of their own. */
export const FLAPS = 4;
export const FLAP_WINDOW_MS = 24 * HOUR_MS;
/** A battery that will be empty within so many days is worth the next visit; with more than the second it is well. */
export const BATTERY_SOON_DAYS = 14;
const BATTERY_WELL_DAYS = 30;
/** A new battery shows by so many points above the limit. */
const BATTERY_STEP = 10;
/** Fewer messages say nothing of a clock. */
const SKEWS_NEEDED = 5;

/** Ill opens an issue, well ends it; in between everything stays as it is. */
type Opinion = { is: 'ill'; since: number; figures: Figures } | { is: 'well'; at: number } | { is: 'between' };
type Rule = (facts: Facts, now: number) => Opinion | undefined;

const BETWEEN = { is: 'between' } as const;

/**
 * Judges the health of a device: a pure function of what is known, what is open and the moment, so that nothing is
 * opened twice however often it is asked. Between the line that opens an issue and the line that ends it nothing changes.
 * @param open the issues that the device has now, with the figures they were last given
 * @param now ms
 */
export function judgeHealth(facts: Facts, open: ReadonlyMap<IssueKind, Figures>, now: number): IssueChange[] {
  const changes: IssueChange[] = [];
  for (const [kind, rule] of Object.entries(RULES) as [IssueKind, Rule][]) {
    const opinion = rule(facts, now);
    const figures = open.get(kind);
    if (!opinion || opinion.is === 'between') continue;
    if (opinion.is === 'well') {
      if (figures) changes.push({ kind, change: 'heal', at: Math.min(opinion.at, now) });
    } else if (!figures)
      changes.push({ kind, change: 'open', since: Math.min(opinion.since, now), figures: opinion.figures });
    else if (JSON.stringify(sorted(figures)) !== JSON.stringify(sorted(opinion.figures)))
      changes.push({ kind, change: 'figures', figures: opinion.figures });
  }
  return changes;
}

const RULES: Record<IssueKind, Rule> = {
  offline: ({ link }, now) => {
    if (!link) return undefined;
    if (link.state === 'offline') return { is: 'ill', since: link.since, figures: {} };
    return now - link.since >= STEADY_MS ? { is: 'well', at: link.since } : BETWEEN;
  },
  flapping: ({ drops }, now) => {
    if (!drops) return undefined;
    const recent = drops.filter((at) => at > now - FLAP_WINDOW_MS && at <= now);
    if (recent.length >= FLAPS) return { is: 'ill', since: Math.min(...recent), figures: { times: recent.length } };
    return recent.length === 0 ? { is: 'well', at: now } : BETWEEN;
  },
  battery: ({ battery }, now) => {
    if (!battery) return undefined;
    const { level, low, left } = battery;
    if (level <= low || (left !== null && left <= BATTERY_SOON_DAYS))
      return {
        is: 'ill',
        since: now,
        figures: { level: Math.round(level), left: left === null ? null : Math.round(left) },
      };
    return level >= low + BATTERY_STEP && (left === null || left > BATTERY_WELL_DAYS)
      ? { is: 'well', at: now }
      : BETWEEN;
  },
  stuck: ({ still }, now) => {
    if (!still) return undefined;
    if (still.moved) return { is: 'well', at: now };
    if (now - still.since < still.hours * HOUR_MS) return BETWEEN;
    return { is: 'ill', since: still.since, figures: { value: still.value, hours: still.hours } };
  },
  drift: ({ drift }, now) => {
    if (!drift) return undefined;
    const { shift, most, neighbours } = drift;
    if (Math.abs(shift) > most)
      return { is: 'ill', since: now, figures: { shift: Number(shift.toPrecision(2)), most, neighbours } };
    return Math.abs(shift) < most / 2 ? { is: 'well', at: now } : BETWEEN;
  },
  clock: ({ skews }, now) => {
    if (!skews || skews.seconds.length < SKEWS_NEEDED) return undefined;
    const skew = medianOf(skews.seconds);
    if (Math.abs(skew) > skews.limit)
      return { is: 'ill', since: now, figures: { seconds: Number(skew.toPrecision(2)), limit: skews.limit } };
    return Math.abs(skew) < skews.limit / 2 ? { is: 'well', at: now } : BETWEEN;
  },
  firmware: ({ firmware }, now) => {
    if (!firmware) return undefined;
    return compareVersions(firmware.has, firmware.wanted) < 0
      ? { is: 'ill', since: now, figures: { ...firmware } }
      : { is: 'well', at: now };
  },
};

const sorted = (figures: Figures) => Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1));
