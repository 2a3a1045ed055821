const HOUR_MS = 3_600_000;
const NIGHT_ENDS = 7;
/** What an hour between midnight and seven counts: few people pass a bin at night. Fitted on the past of one city. */
const NIGHT = 0.3;
const DAY = (24 - NIGHT * NIGHT_ENDS) / (24 - NIGHT_ENDS);

/**
 * Hours between two moments as a bin lives them: a night hour counts less, a whole day is still 24.
 * @param from ms since 1970
 * @param to ms since 1970, not before `from`
 * @param offset ms that local time is ahead of UTC
 */
export function wakingHours(from: number, to: number, offset: number): number {
  return upTo(to + offset) - upTo(from + offset);
}

/** Waking hours since 1970 began, local time. */
function upTo(local: number): number {
  const hours = local / HOUR_MS;
  const day = Math.floor(hours / 24);
  const hour = hours - day * 24;
  return day * 24 + (hour < NIGHT_ENDS ? hour * NIGHT : NIGHT_ENDS * NIGHT + (hour - NIGHT_ENDS) * DAY);
}
