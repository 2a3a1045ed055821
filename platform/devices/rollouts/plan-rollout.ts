import { stageSize } from './choose-stages.ts';
import { isQuiet } from './is-quiet.ts';
import type { Rollout } from './rollout-types.ts';

/** What stands of a rollout's devices: of its stages up to the present one, unless said otherwise. */
export type Seen = {
  /** All devices of the rollout, whatever their stage. */
  total: number;
  waiting: number;
  /** On their way, whatever their stage and direction. */
  moving: number;
  done: number;
  failed: number;
  /** Updated, and not heard since for too long. */
  silent: number;
  /** When the last one settled, ms; none has: null. */
  settledAt: number | null;
  /** Updated and not yet on the way back, whatever their stage. */
  toReturn: number;
};

export type Plan = {
  /** So many more devices may begin, forward or, in a roll back, back. */
  begin: number;
  change?:
    | { to: 'advance' | 'approval' | 'done' | 'rolled_back' }
    | { to: 'halt'; reason: 'failed' | 'silent' | 'unreached' };
};

/**
 * What a rollout does next: a pure function of what stands in its rows. Begins no device beyond what the stage and the
 * number at once allow, none in quiet hours, none while it is stopped; halts as soon as more failed or fell silent than the
 * limits allow of the devices that the stages so far may touch; goes on when all have settled and were looked at long enough.
 * @param now ms
 */
export function planRollout(rollout: Rollout, seen: Seen, now: number): Plan {
  const room = Math.max(0, rollout.mostAtOnce - seen.moving);
  if (rollout.state === 'rolling_back') {
    if (seen.toReturn === 0 && seen.moving === 0) return { begin: 0, change: { to: 'rolled_back' } };
    return { begin: Math.min(room, seen.toReturn) };
  }
  if (rollout.state !== 'running' && rollout.state !== 'approval') return { begin: 0 };
  const stage = rollout.stages[rollout.stage - 1];
  if (!stage) throw new Error(`the rollout ${rollout.id} has no stage ${rollout.stage}`);
  const allowed = stageSize(stage.share, seen.total);
  if (seen.failed - rollout.excusedFailed > rollout.failLimit * allowed)
    return { begin: 0, change: { to: 'halt', reason: 'failed' } };
  if (seen.silent - rollout.excusedSilent > rollout.silentLimit * allowed)
    return { begin: 0, change: { to: 'halt', reason: 'silent' } };
  if (rollout.state === 'approval') return { begin: 0 };
  if (seen.waiting + seen.moving > 0) return { begin: isQuiet(rollout, now) ? 0 : Math.min(room, seen.waiting) };
  const since = Math.max(rollout.stageAt.getTime(), seen.settledAt ?? 0);
  if (now < since + stage.waitS * 1000) return { begin: 0 };
  if (rollout.stage === rollout.stages.length) return { begin: 0, change: { to: 'done' } };
  if (seen.done === 0) return { begin: 0, change: { to: 'halt', reason: 'unreached' } };
  return { begin: 0, change: { to: rollout.approved ? 'advance' : 'approval' } };
}
