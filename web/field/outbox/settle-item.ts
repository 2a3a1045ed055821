import { backOffMs } from './back-off-ms.ts';
import type { OutboxItem, Outcome } from './outbox-item.ts';

/** The item after one call, at `now` (ms since 1970). Pure; the caller stores the result. */
export function settleItem(item: OutboxItem, outcome: Outcome, now: number): OutboxItem {
  switch (outcome.kind) {
    case 'uploaded':
      return { ...item, uploaded: [...item.uploaded, outcome.file], state: 'waiting', tries: 0, nextTry: now };
    case 'accepted':
      return {
        ...item,
        state: 'sent',
        receipt: outcome.receipt,
        sentAt: now,
        tries: 0,
        nextTry: now,
        refusal: undefined,
      };
    case 'compared':
      return item.kind === 'report' ? { ...item, twins: outcome.twins } : item;
    case 'refused':
      // A sent report whose look-alikes cannot be asked for stays sent: there is simply nothing to show.
      if (item.state === 'sent') return item.kind === 'report' ? { ...item, twins: [] } : item;
      return retryOnNews(item, outcome.refusal, now) ?? { ...item, state: 'refused', refusal: outcome.refusal };
    case 'unreachable': {
      const tries = item.tries + 1;
      const wait = Math.max(backOffMs(tries), outcome.retryAfterMs ?? 0);
      return { ...item, state: item.state === 'sent' ? 'sent' : 'waiting', tries, nextTry: now + wait };
    }
    case 'signed-out':
      return { ...item, state: item.state === 'sent' ? 'sent' : 'waiting' };
  }
}

/**
 * "Somebody was first" is no conflict when the case still rests in the state that the worker saw (a nudge or a note
 * came in between): the act is sent again upon the new step. Null when the worker has to decide.
 */
function retryOnNews(
  item: OutboxItem,
  refusal: { code: string; state?: string; seq?: number },
  now: number,
): OutboxItem | null {
  if (item.kind !== 'act' || refusal.code !== 'case.moved' || refusal.state !== item.seenState) return null;
  if (refusal.seq === undefined || refusal.seq === item.body.seq) return null;
  return { ...item, state: 'waiting', nextTry: now, body: { ...item.body, seq: refusal.seq } };
}
