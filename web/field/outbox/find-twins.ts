import type { ReportBody, ReportItem } from './outbox-item.ts';

/** Two reports of one matter within this distance and time are taken for the same thing until somebody says no. */
const METRES = 60;
const HOURS = 24;

/** Reports on this phone that look like the new one: same matter, near in place and time. Nothing is dropped. */
export function findTwins(report: ReportBody, others: readonly ReportItem[], now: number): ReportItem[] {
  return others.filter(
    (other) =>
      other.body.matter === report.matter &&
      now - other.madeAt < HOURS * 3_600_000 &&
      metresBetween(report, other.body) <= METRES,
  );
}

type Place = { lon?: number; lat?: number };

/** Distance on a flat earth, good to a metre within a district; infinite when a place is missing. */
export function metresBetween(a: Place, b: Place): number {
  if (a.lon === undefined || a.lat === undefined || b.lon === undefined || b.lat === undefined)
    return Number.POSITIVE_INFINITY;
  const metresPerDegree = 111_320;
  const x = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(x, a.lat - b.lat) * metresPerDegree;
}
