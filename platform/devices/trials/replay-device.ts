import { replaySteps, type Sample } from '@gewu/alarms/replay-steps';
import type { Attributes, Transition } from '@gewu/alarms/types';
import type { ProfileRule } from '../profiles/profile-types.ts';
import { type Episode, findEpisodes } from './find-episodes.ts';

/** So many messages at one go, some milliseconds: what devices say meanwhile must not wait. */
const AT_A_GO = 400;

export type Stretch = { since: number; until: number };

/** What a rule would have raised over the past of one device, resting now and then for others. */
export async function replayDevice(
  rule: ProfileRule,
  attributes: Attributes,
  history: readonly Sample[],
  { since, until }: Stretch,
): Promise<Episode[]> {
  const transitions: Transition[] = [];
  let done = 0;
  for (const step of replaySteps([rule], attributes, history, until)) {
    transitions.push(...step);
    if (++done % AT_A_GO === 0) await new Promise(setImmediate);
  }
  return findEpisodes(transitions, rule.type, since);
}
