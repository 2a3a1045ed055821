import type { OutboxItem } from './outbox-item.ts';

/**
 * Acts made offline one upon the other are written before the step of the earlier one has a number, and an act upon an
 * unsent report before its case has one. When its turn to leave comes, an act stands upon the newest step that this
 * phone got accepted in its lane. Read from the stored receipts each time, so that a restart in between loses nothing.
 */
export function standUpon(item: OutboxItem, items: readonly OutboxItem[]): OutboxItem {
  if (item.kind !== 'act') return item;
  let { number, seenState } = item;
  let seq = item.body.seq ?? (number === null ? 0 : undefined);
  for (const { lane, order, receipt } of items) {
    if (lane !== item.lane || order >= item.order || !receipt) continue;
    number ??= receipt.number;
    if (seq === undefined || receipt.seq <= seq) continue;
    seq = receipt.seq;
    seenState = receipt.state;
  }
  return { ...item, number, seenState, body: { ...item.body, ...(seq !== undefined && { seq }) } };
}
