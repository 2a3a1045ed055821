import { freshDevice, stepDevice } from './step-device.ts';
import type { AlarmRule, Attributes, Transition, Value } from './types.ts';

export type Sample = { ts: number; values: Readonly<Record<string, Value>> };

/**
 * Replays data of the past message by message, so that a caller with other work to do may rest in between; the last
 * step lets time go on after the last message.
 * @param history in order of time, ms; each message counts as arrived when it was measured
 * @param until the moment up to which time goes on, ms
 * @returns what changed, a list a message
 */
export function* replaySteps(
  rules: readonly AlarmRule[],
  attributes: Attributes,
  history: Iterable<Sample>,
  until: number,
): Generator<Transition[]> {
  let state = freshDevice();
  for (const { ts, values } of history) {
    const outcome = stepDevice(rules, state, attributes, { kind: 'data', at: ts, ts, values });
    state = outcome.state;
    yield outcome.transitions;
  }
  yield stepDevice(rules, state, attributes, { kind: 'tick', at: until }).transitions;
}
