import type { Phase } from './rollout-types.ts';

/** What a device last said of its update; stamps are the device's own, ms. */
export type Report = {
  state?: { value: unknown; ts: number } | undefined;
  error?: unknown;
  title?: unknown;
  version?: unknown;
  /** Client attributes, for configurations. */
  client?: Record<string, unknown> | null | undefined;
};
export type Moving = { phase: Phase; since: number | null };
export type Goal = { title: string; version: string; settings: Record<string, unknown> | null };

const ORDER: readonly Phase[] = ['offered', 'downloading', 'downloaded', 'verified', 'updating'];
const SAID = new Map<unknown, Phase>([
  ['DOWNLOADING', 'downloading'],
  ['DOWNLOADED', 'downloaded'],
  ['VERIFIED', 'verified'],
  ['UPDATING', 'updating'],
  ['UPDATED', 'updating'], // proven only by the version that it names
]);

/**
 * How far a device is by what it said. It is done when it has what it was offered, whatever else it says; a state counts
 * only when it was said after the offer; a device goes forward through the states or fails, never back.
 */
export function judgeReport(device: Moving, report: Report, goal: Goal): { phase: Phase; error?: string } {
  if (hasGoal(report, goal)) return { phase: 'done' };
  if (device.phase === 'failed' || !report.state || report.state.ts <= (device.since ?? Number.NEGATIVE_INFINITY))
    return { phase: device.phase };
  if (report.state.value === 'FAILED')
    return { phase: 'failed', error: typeof report.error === 'string' ? report.error.slice(0, 300) : 'FAILED' };
  const said = SAID.get(report.state.value);
  const further = said !== undefined && ORDER.indexOf(said) > ORDER.indexOf(device.phase);
  return { phase: further ? said : device.phase };
}

function hasGoal({ title, version, client }: Report, goal: Goal): boolean {
  if (version === goal.version && (title === undefined || title === null || title === goal.title)) return true;
  if (!client) return false;
  if (client.config_version === goal.version) return true;
  if (!goal.settings) return false;
  return Object.entries(goal.settings).every(
    ([key, value]) => Object.hasOwn(client, key) && JSON.stringify(client[key]) === JSON.stringify(value),
  );
}
