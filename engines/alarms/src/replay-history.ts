import { freshDevice, stepDevice } from './step-device.ts';
import type { AlarmRule, Attributes, Transition, Value } from './types.ts';

export type Sample = { ts: number; values: Readonly<Record<string, Value>> };

/**
 * What rules would have done with data of the past, as if each message had arrived when it was measured.
 * @param history in order of time, ms
 * @param until the moment up to which time goes on after the last message, ms
 */
export function replayHistory(
  rules: readonly AlarmRule[],
  attributes: Attributes,
  history: Iterable<Sample>,
  until: number,
): Transition[] {
  let state = freshDevice();
  const transitions: Transition[] = [];
  for (const { ts, values } of history) {
    const outcome = stepDevice(rules, state, attributes, { kind: 'data', at: ts, ts, values });
    state = outcome.state;
    transitions.push(...outcome.transitions);
  }
  return [...transitions, ...stepDevice(rules, state, attributes, { kind: 'tick', at: until }).transitions];
}
