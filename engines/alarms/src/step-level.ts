import { evaluateCondition, silenceEnd } from './evaluate-condition.ts';
import { resolveOperand, toNumber, type View } from './resolve-operand.ts';
import { isOpen, nextEdge, spansOf } from './schedule-window.ts';
import type { Condition, Level, LevelState } from './types.ts';

export type LevelOutcome = { state: LevelState; fires: boolean; wakeAt: number | null };

/** @param counts whether this event is a message of the device: only those count towards `times` */
export type Moment = { at: number; counts: boolean };

export const REST: LevelState = { since: null, count: 0 };

/**
 * Brings one level up to a moment: whether it holds, since when, how often in a row, and whether it fires.
 * A condition counts only while its schedule is open; when the schedule opens over a condition that holds, the
 * duration runs from the opening.
 */
export function stepLevel(level: Level, before: LevelState, view: View, moment: Moment): LevelOutcome {
  const spans = spansOf(level.schedule, view.attributes);
  const open = isOpen(spans, moment.at);
  const holds = open && evaluateCondition(level.when, view, moment.at);
  const state: LevelState = holds
    ? { since: before.since ?? moment.at, count: before.count + (moment.counts ? 1 : 0) }
    : { ...REST };
  const times = level.times === undefined ? undefined : toNumber(resolveOperand(level.times, view));
  const seconds = level.seconds === undefined ? undefined : toNumber(resolveOperand(level.seconds, view));
  const longAt = state.since !== null && seconds !== undefined ? state.since + seconds * 1000 : null;
  const fires =
    holds &&
    (level.times === undefined || (times !== undefined && state.count >= times)) &&
    (level.seconds === undefined || (longAt !== null && moment.at >= longAt));
  const wakes = [nextEdge(spans, moment.at), holds ? longAt : null, ...silences(level.when, view)].filter(
    (at): at is number => at !== null && at > moment.at,
  );
  return { state, fires, wakeAt: wakes.length > 0 ? Math.min(...wakes) : null };
}

/** When the silences in a condition would be long enough. */
function silences(condition: Condition, view: View): (number | null)[] {
  if ('all' in condition) return condition.all.flatMap((part) => silences(part, view));
  if ('any' in condition) return condition.any.flatMap((part) => silences(part, view));
  if ('not' in condition) return silences(condition.not, view);
  return 'silent' in condition ? [silenceEnd(condition, view) ?? null] : [];
}
