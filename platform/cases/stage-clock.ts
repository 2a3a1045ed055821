import type { Limit, Urgency, WorkingHours } from '@gewu/procedures/types';
import { addLimit, workingMsBetween } from '@gewu/procedures/working-calendar';
import { findLimit, type LimitRule } from '../catalogue/find-limit.ts';

export type Timekeeper = { rules: readonly LimitRule[]; hours: WorkingHours };
type Place = { matter: string | null; procedure: string; urgency: Urgency; area: string };

export type Deadline = { dueAt: Date; warnAt: Date };

/** When a stage that starts at `from` falls due and when to warn; undefined where no limit is declared. */
export function stageDeadline(keeper: Timekeeper, place: Place, stage: string, from: Date): Deadline | undefined {
  const limit = findLimit(keeper.rules, { ...place, stage });
  if (!limit) return undefined;
  return {
    dueAt: addLimit(from, limit, keeper.hours),
    warnAt: addLimit(from, { ...limit, amount: limit.amount * limit.warnRatio }, keeper.hours),
  };
}

/** The stages whose limits, one after the other, make the limit of the whole case. */
const CHAIN = ['accept', 'dispatch', 'handle', 'verify'];

/** When the whole case falls due. Returns and transfers never move it; a pause and an approved extension do. */
export function wholeDeadline(keeper: Timekeeper, place: Place, openedAt: Date): Date | undefined {
  let at: Date | undefined;
  for (const stage of CHAIN) at = stageDeadline(keeper, place, stage, at ?? openedAt)?.dueAt ?? at;
  return at;
}

const isWorking = (limit: Limit | undefined) => limit?.unit.startsWith('working') ?? false;

/** Milliseconds left on the clock the stage runs on (working or wall); negative when overdue. */
export function timeLeft(
  keeper: Timekeeper,
  place: Place,
  stage: string | null,
  now: Date,
  dueAt: Date | null,
): number | null {
  if (!dueAt) return null;
  if (!stage || !isWorking(findLimit(keeper.rules, { ...place, stage }))) return dueAt.getTime() - now.getTime();
  return now <= dueAt ? workingMsBetween(now, dueAt, keeper.hours) : -workingMsBetween(dueAt, now, keeper.hours);
}

/** A deadline moved on by the time a pause took, counted on the clock the stage runs on. */
export function afterPause(
  keeper: Timekeeper,
  place: Place,
  stage: string | null,
  dueAt: Date,
  pausedAt: Date,
  now: Date,
): Date {
  if (!stage || !isWorking(findLimit(keeper.rules, { ...place, stage })))
    return new Date(dueAt.getTime() + now.getTime() - pausedAt.getTime());
  const hours = workingMsBetween(pausedAt, now, keeper.hours) / 3_600_000;
  return hours > 0 ? addLimit(dueAt, { amount: hours, unit: 'working_hour' }, keeper.hours) : dueAt;
}
