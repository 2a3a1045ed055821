import { drainOutbox } from '../outbox/drain-outbox.ts';
import type { OutboxItem, Receipt } from '../outbox/outbox-item.ts';
import { dexieOutbox, hurryOutbox, tidyOutbox } from './dexie-outbox.ts';
import { fieldDatabase } from './field-database.ts';
import { isReachable, watchReach } from './reach.ts';
import { sendOverHttp } from './send-over-http.ts';

type Hooks = { onAccepted(item: OutboxItem, receipt: Receipt): void; onSignedOut(): void };

/**
 * Keeps the outbox of one account moving: at start, when something is added, when the network or the page comes back,
 * and when a back-off has passed. Returns how to give it a push and how to stop it.
 */
export function runOutbox(account: string, hooks: Hooks): { push(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let stopped = false;

  async function drain(): Promise<void> {
    if (stopped || !navigator.onLine) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    try {
      // One tab at a time sends; the others wait for the lock and then find nothing left.
      const result = await navigator.locks.request('gewu-outbox', () =>
        drainOutbox(dexieOutbox, sendOverHttp, account, Date.now, accepted),
      );
      if (result.stopped === 'signed-out') hooks.onSignedOut();
      else if (result.wakeAt) timer = setTimeout(push, Math.max(250, result.wakeAt - Date.now()));
      await tidyOutbox();
    } finally {
      running = false;
    }
    if (again) {
      again = false;
      push();
    }
  }

  function accepted(item: OutboxItem, receipt: Receipt): void {
    void fieldDatabase.photos.bulkDelete(item.files);
    hooks.onAccepted(item, receipt);
  }
  function push(): void {
    void drain();
  }
  function back(): void {
    void hurryOutbox().then(push);
  }
  function shown(): void {
    if (document.visibilityState === 'visible') back();
  }

  const unwatch = watchReach(() => isReachable() && back());
  document.addEventListener('visibilitychange', shown);
  back();
  return {
    push,
    stop() {
      stopped = true;
      clearTimeout(timer);
      unwatch();
      document.removeEventListener('visibilitychange', shown);
    },
  };
}
