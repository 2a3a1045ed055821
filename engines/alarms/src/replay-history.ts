import { replaySteps, type Sample } from './replay-steps.ts';
import type { AlarmRule, Attributes, Transition } from './types.ts';

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
  return [...replaySteps(rules, attributes, history, until)].flat();
}
