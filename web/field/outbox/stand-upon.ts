import type { OutboxItem } from './outbox-item.ts';

/**
 * Acts made offline one upon the other are written before the step of the earlier one has a number. When its turn to
 * leave comes, an act stands upon the newest step that this phone got accepted in its lane. Read from the stored
 * receipts each time, so that a restart between two acts loses nothing.
 */
export function standUpon(item: OutboxItem, items: readonly OutboxItem[]): OutboxItem {
  if (item.kind !== 'act' || item.body.seq === undefined) return item;
  let { seq } = item.body;
  let { seenState } = item;
  for (const other of items) {
    if (other.lane !== item.lane || other.order >= item.order || !other.receipt || other.receipt.seq <= seq) continue;
    seq = other.receipt.seq;
    seenState = other.receipt.state;
  }
  return { ...item, seenState, body: { ...item.body, seq } };
}
