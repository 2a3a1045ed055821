import type { Rollout } from './rollout-types.ts';

const MINUTE_MS = 60_000;
/** China is eight hours before UTC, the whole year. */
const AHEAD_MIN = 480;

/** Whether no device may begin at this moment; the hours may run over midnight. @param now ms */
export function isQuiet({ quietFrom, quietTo }: Pick<Rollout, 'quietFrom' | 'quietTo'>, now: number): boolean {
  if (quietFrom === null || quietTo === null) return false;
  const minute = (Math.floor(now / MINUTE_MS) + AHEAD_MIN) % 1440;
  return quietFrom <= quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo;
}
