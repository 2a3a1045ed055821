import type { OutboxItem } from './outbox-item.ts';

/** The earliest later moment (ms since 1970) at which something of this account comes due, or undefined. */
export function nextWake(items: readonly OutboxItem[], account: string, now: number): number | undefined {
  const times = items
    .filter((item) => item.account === account && item.nextTry > now)
    .filter(
      (item) =>
        item.state === 'waiting' ||
        item.state === 'sending' ||
        (item.kind === 'report' && item.state === 'sent' && !item.twins),
    )
    .map((item) => item.nextTry);
  return times.length ? Math.min(...times) : undefined;
}
