import { useLiveQuery } from 'dexie-react-hooks';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { fieldDatabase } from '../store/field-database.ts';

/** The outbox of one account in the order of making, live; and how many items of other people rest on the phone. */
export function useOutbox(account: string | undefined): { items: OutboxItem[]; others: number } {
  const all = useLiveQuery(() => fieldDatabase.outbox.orderBy('order').toArray(), []) ?? [];
  const items = all.filter((item) => item.account === account);
  const others = all.filter((item) => item.account !== account && item.state !== 'sent').length;
  return { items, others };
}
