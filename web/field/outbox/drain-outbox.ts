import { chooseNext, type Job } from './choose-next.ts';
import { nextWake } from './next-wake.ts';
import type { OutboxItem, Outcome, Receipt } from './outbox-item.ts';
import { settleItem } from './settle-item.ts';
import { standUpon } from './stand-upon.ts';

/** Where items rest. `change` is one atomic read-and-write; an item discarded meanwhile stays discarded. */
export type OutboxStore = {
  list(): Promise<OutboxItem[]>;
  change(id: string, change: (item: OutboxItem) => OutboxItem): Promise<void>;
};

/** The way to the server. Never throws: a broken network is the outcome `unreachable`. */
export type Wire = (job: Job) => Promise<Outcome>;

export type Drained = { stopped: 'signed-out' | 'idle'; wakeAt?: number };

/**
 * Sends what is due for one account until nothing more is, one call at a time. Safe to kill at any point: before each
 * call nothing is lost, after each call the server knows the item's id and answers a replay with the first receipt.
 */
export async function drainOutbox(
  store: OutboxStore,
  wire: Wire,
  account: string,
  clock: () => number,
  onAccepted: (item: OutboxItem, receipt: Receipt) => void = () => {},
): Promise<Drained> {
  for (;;) {
    const items = await store.list();
    const job = chooseNext(items, account, clock());
    if (!job) {
      const wakeAt = nextWake(items, account, clock());
      return wakeAt === undefined ? { stopped: 'idle' } : { stopped: 'idle', wakeAt };
    }
    const item = standUpon(job.item, items);
    if (job.kind !== 'compare') await store.change(item.id, () => ({ ...item, state: 'sending' }));
    const outcome = await wire({ ...job, item });
    await store.change(item.id, (stored) => settleItem(stored, outcome, clock()));
    if (outcome.kind === 'signed-out') return { stopped: 'signed-out' };
    if (outcome.kind === 'accepted') onAccepted(item, outcome.receipt);
  }
}
