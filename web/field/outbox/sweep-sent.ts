import type { OutboxItem } from './outbox-item.ts';

const KEEP_MS = 24 * 3_600_000;

/** Ids of items that were sent more than a day ago and that nothing unsent in their lane stands upon. */
export function sweepSent(items: readonly OutboxItem[], now: number): string[] {
  const busy = new Set(items.filter((item) => item.state !== 'sent').map((item) => item.lane));
  return items
    .filter((item) => item.state === 'sent' && !busy.has(item.lane) && now - (item.sentAt ?? now) > KEEP_MS)
    .map((item) => item.id);
}
