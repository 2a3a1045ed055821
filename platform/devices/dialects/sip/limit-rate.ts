/**
 * Lets each source do so much a second, and twice that at once.
 * @param perSecond how many
 * @returns a function that says whether one more may be done for a source now (ms)
 */
export function limitRate(perSecond: number): (source: string, now: number) => boolean {
  const MOST = 10_000;
  const buckets = new Map<string, { left: number; at: number }>();
  return (source, now) => {
    const before = buckets.get(source) ?? { left: 2 * perSecond, at: now };
    const left = Math.min(2 * perSecond, before.left + (Math.max(0, now - before.at) / 1000) * perSecond);
    // the one that was seen longest ago comes first and goes first
    buckets.delete(source);
    buckets.set(source, { left: left >= 1 ? left - 1 : left, at: now });
    if (buckets.size > MOST) buckets.delete(buckets.keys().next().value as string);
    return left >= 1;
  };
}
