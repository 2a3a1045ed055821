import type { OutboxItem } from './outbox-item.ts';

export type Mending = { body?: Partial<OutboxItem['body']>; files?: string[]; seenState?: string };

/**
 * A refused item with the worker's corrections, ready to go again. It keeps its id: should the first try after all
 * have arrived late, the server sees one transaction and not two. It keeps its place in the lane, too.
 */
export function mendItem(item: OutboxItem, mending: Mending, now: number): OutboxItem {
  const files = mending.files ?? item.files;
  const common = {
    state: 'waiting' as const,
    tries: 0,
    nextTry: now,
    refusal: undefined,
    files,
    uploaded: item.uploaded.filter((id) => files.includes(id)),
  };
  if (item.kind === 'device')
    return { ...item, ...common, body: { ...item.body, ...mending.body } as typeof item.body };
  if (item.kind === 'report') return { ...item, ...common, body: { ...item.body, ...mending.body } };
  return {
    ...item,
    ...common,
    body: { ...item.body, ...mending.body } as typeof item.body,
    seenState: mending.seenState ?? item.seenState,
  };
}
