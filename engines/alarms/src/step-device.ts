import { hearValues } from './hear-values.ts';
import type { View } from './resolve-operand.ts';
import { freshAlarm, stepAlarm } from './step-alarm.ts';
import type { AlarmRule, AlarmState, Attributes, DeviceState, Event, Outcome, Transition, Value } from './types.ts';

/** A device of which nothing is known yet. */
export const freshDevice = (): DeviceState => ({ latest: {}, heard: null, wakeAt: null, alarms: {} });

/** Wake-ups made up for at once after a long time of being away; schedules give a few a day at most. */
const MOST_WAKES = 10_000;

/**
 * Brings a device's alarms up to an event: a pure function, so that the server, a replay of last month and a test
 * give the same alarms from the same events. What time alone would have changed before the event happens first, at
 * its own moment, however late or often the caller's clock ticks.
 * @param rules in force now; alarms of rules that are gone stay as they are, for a person to end
 * @param attributes of the device, its owner and its area as they are now
 * @returns the new state (the old one is left alone) and what changed, in order of time
 */
export function stepDevice(
  rules: readonly AlarmRule[],
  before: DeviceState,
  attributes: Attributes,
  event: Event,
): Outcome {
  let state = before;
  const transitions: Transition[] = [];
  const take = (outcome: Outcome) => {
    state = outcome.state;
    transitions.push(...outcome.transitions);
  };
  if (event.kind === 'resumed') return { state: { ...before, heard: before.heard && event.at }, transitions };
  for (let i = 0; i < MOST_WAKES && state.wakeAt !== null && state.wakeAt <= event.at; i++)
    take(look(rules, state, attributes, state.wakeAt, undefined));
  if (event.kind === 'data') {
    const heard = hearValues(state, event);
    take(look(rules, heard, attributes, event.at, event));
  } else {
    if (event.kind === 'clear') take(clearByHand(state, event));
    take(look(rules, state, attributes, event.at, undefined));
  }
  return { state, transitions };
}

type Data = Extract<Event, { kind: 'data' }>;

/** Looks at every rule at one moment. */
function look(
  rules: readonly AlarmRule[],
  before: DeviceState,
  attributes: Attributes,
  at: number,
  data: Data | undefined,
): Outcome {
  const state: DeviceState = { ...before, alarms: { ...before.alarms }, wakeAt: null };
  const transitions: Transition[] = [];
  for (const rule of rules) {
    const known = state.alarms[rule.type] ?? {};
    const next: Record<string, AlarmState> = { ...known };
    for (const channel of channelsOf(rule, known, data?.values)) {
      const mine = data !== undefined && (!rule.channel || String(data.values[rule.channel]) === channel);
      const alarm = hearChannel(rule, known[channel] ?? freshAlarm(channel), mine ? data : undefined);
      const view: View = {
        latest: alarm.latest ?? state.latest,
        message: mine ? data.values : {},
        attributes,
        heard: state.heard,
      };
      const outcome = stepAlarm(rule, alarm, view, { at, counts: mine });
      next[channel] = outcome.state;
      if (outcome.transition) transitions.push(outcome.transition);
      if (outcome.wakeAt !== null) state.wakeAt = Math.min(state.wakeAt ?? outcome.wakeAt, outcome.wakeAt);
    }
    state.alarms[rule.type] = next;
  }
  // what a late message says of the past counts for one moment; the next one goes by the latest values again
  if (data && isLate(data, state.latest)) state.wakeAt = at + 1;
  return { state, transitions };
}

const isLate = (data: Data, latest: DeviceState['latest']) =>
  Object.keys(data.values).some((key) => (latest[key]?.ts ?? 0) > (data.ts ?? data.at));

/** Channels share their keys: each keeps its own latest values, so that one does not speak for another. */
function hearChannel(rule: AlarmRule, alarm: AlarmState, data: Data | undefined): AlarmState {
  if (!rule.channel) return alarm;
  const kept = { latest: alarm.latest ?? {}, heard: null };
  return { ...alarm, latest: data ? hearValues(kept, data).latest : kept.latest };
}

/** The channels a rule has heard of, the one of this message included; one nameless channel where it tells none apart. */
function channelsOf(
  rule: AlarmRule,
  known: Record<string, AlarmState>,
  values: Readonly<Record<string, Value>> | undefined,
): string[] {
  if (!rule.channel) return [''];
  const named = values?.[rule.channel];
  const channels = new Set(Object.keys(known));
  if (named !== undefined && named !== null) channels.add(String(named));
  return [...channels];
}

function clearByHand(before: DeviceState, event: Extract<Event, { kind: 'clear' }>): Outcome {
  const channel = event.channel ?? '';
  const alarm = before.alarms[event.type]?.[channel];
  if (!alarm?.active) return { state: before, transitions: [] };
  const { active } = alarm;
  const fresh: AlarmState = { ...freshAlarm(channel), quiet: true, ...(alarm.latest && { latest: alarm.latest }) };
  const alarms = { ...before.alarms, [event.type]: { ...before.alarms[event.type], [channel]: fresh } };
  const about = { type: event.type, channel, at: event.at, by: 'person' as const, details: null };
  return {
    state: { ...before, alarms },
    transitions: [{ ...about, change: 'cleared', severity: active, previous: active }],
  };
}
