import type { OutboxItem } from './outbox-item.ts';

/** One call to make now. */
export type Job = { kind: 'upload'; item: OutboxItem; file: string } | { kind: 'send' | 'compare'; item: OutboxItem };

/**
 * The next call for this account, or undefined when nothing is due at `now` (ms since 1970). Within a lane only the
 * oldest unsent item may go; while it is refused or waits for its turn, everything behind it in the lane waits too,
 * because a later act only makes sense after the earlier one. Other lanes go on. Photos go before their item.
 */
export function chooseNext(items: readonly OutboxItem[], account: string, now: number): Job | undefined {
  const own = items.filter((item) => item.account === account).sort((a, b) => a.order - b.order);
  const lanes = new Set<string>();
  for (const item of own) {
    if (item.state === 'sent' || lanes.has(item.lane)) continue;
    lanes.add(item.lane);
    if (item.state === 'refused' || item.nextTry > now) continue;
    const file = item.files.find((id) => !item.uploaded.includes(id));
    return file === undefined ? { kind: 'send', item } : { kind: 'upload', item, file };
  }
  // Looking for duplicates can wait until nothing is left to send.
  const fresh = own.find(
    (item) => item.kind === 'report' && item.state === 'sent' && !item.twins && item.nextTry <= now,
  );
  return fresh && { kind: 'compare', item: fresh };
}
