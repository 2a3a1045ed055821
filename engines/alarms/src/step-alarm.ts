import { fillDetails } from './fill-details.ts';
import type { View } from './resolve-operand.ts';
import { type Moment, REST, stepLevel } from './step-level.ts';
import { type AlarmRule, type AlarmState, SEVERITIES, type Severity, type Transition } from './types.ts';

export type AlarmOutcome = { state: AlarmState; transition: Transition | null; wakeAt: number | null };

export const freshAlarm = (channel: string): AlarmState => ({ channel, levels: {}, active: null, since: null });

/**
 * The clear rule runs from the moment the alarm is raised, whether or not anything looks at it in between; where it
 * holds at once, the very next moment asks whether a level still fires.
 */
function beginClear(rule: AlarmRule, state: AlarmState, view: View, moment: Moment, wakes: number[]): void {
  delete state.levels.clear;
  if (!rule.clear) return;
  const outcome = stepLevel(rule.clear, REST, { ...view, message: {} }, moment);
  state.levels.clear = outcome.state;
  if (outcome.fires) wakes.push(moment.at + 1);
  else if (outcome.wakeAt !== null) wakes.push(outcome.wakeAt);
}

/**
 * Brings one alarm up to a moment. The most severe level that fires decides, upwards and downwards; the clear rule
 * is asked only when no level fires. An alarm that was raised stays until it is cleared, though its level may no
 * longer hold: that is what keeps it from flickering around a threshold.
 */
export function stepAlarm(rule: AlarmRule, before: AlarmState, view: View, moment: Moment): AlarmOutcome {
  if (before.quiet && !moment.counts) return { state: before, transition: null, wakeAt: null };
  const { quiet: _, ...rest } = before;
  const state: AlarmState = { ...rest, levels: {} };
  const wakes: number[] = [];
  let fired: Severity | null = null;
  for (const severity of SEVERITIES) {
    const level = rule.levels[severity];
    if (!level) continue;
    const outcome = stepLevel(level, before.levels[severity] ?? REST, view, moment);
    state.levels[severity] = outcome.state;
    if (outcome.wakeAt !== null) wakes.push(outcome.wakeAt);
    if (outcome.fires) fired ??= severity;
  }
  let cleared = false;
  if (rule.clear && before.active) {
    // by the latest values alone: a message that comes late may raise, but what it says of the past ends nothing now
    const outcome = stepLevel(rule.clear, before.levels.clear ?? REST, { ...view, message: {} }, moment);
    state.levels.clear = outcome.state;
    if (outcome.wakeAt !== null) wakes.push(outcome.wakeAt);
    cleared = outcome.fires && fired === null;
  }
  const about = { type: rule.type, channel: before.channel, at: moment.at, by: 'rule' as const };
  let transition: Transition | null = null;
  if (fired !== null && fired !== before.active) {
    const details = rule.levels[fired]?.details;
    transition = {
      ...about,
      change: before.active ? 'severity' : 'raised',
      severity: fired,
      previous: before.active,
      details: details ? fillDetails(details, view) : null,
    };
    state.active = fired;
    state.since = before.since ?? moment.at;
    beginClear(rule, state, view, moment, wakes);
  } else if (cleared && before.active) {
    transition = { ...about, change: 'cleared', severity: before.active, previous: before.active, details: null };
    state.active = null;
    state.since = null;
    delete state.levels.clear;
  }
  return { state, transition, wakeAt: wakes.length > 0 ? Math.min(...wakes) : null };
}
