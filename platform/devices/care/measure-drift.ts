import { medianOf } from './median-of.ts';

/** What a device of one profile said lately and before, and where it stands. */
export type DriftRow = { device: number; area: string; recent: number; before: number };
export type Drift = { shift: number; neighbours: number };

/** Fewer neighbours cannot tell a drifting sensor from the weather. */
const NEIGHBOURS_NEEDED = 3;
/** A neighbour stands in the same community, else in the same street, else in the same district. */
const NEAR = [12, 9, 6];

/**
 * How far each device went away from its own past, less what its neighbours of the same profile did meanwhile (the
 * median of theirs): a heat wave moves all of them, a worn sensor moves alone.
 * @param rows devices of one profile
 * @returns by device; those with too few neighbours are left out
 */
export function measureDrift(rows: readonly DriftRow[]): Map<number, Drift> {
  const groups = NEAR.map((length) => Map.groupBy(rows, (row) => row.area.slice(0, length)));
  const drifts = new Map<number, Drift>();
  for (const row of rows) {
    const near = groups
      .map((group, i) => group.get(row.area.slice(0, NEAR[i])) ?? [])
      .find((group) => group.length > NEIGHBOURS_NEEDED);
    if (!near) continue;
    const others = near.filter((other) => other.device !== row.device);
    const shift = row.recent - row.before - medianOf(others.map((other) => other.recent - other.before));
    drifts.set(row.device, { shift, neighbours: others.length });
  }
  return drifts;
}
