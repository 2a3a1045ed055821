/**
 * Whether the server can be reached, by what calls really met. A phone with one bar of signal says that it is online
 * while nothing gets through; the browser's word alone is not enough.
 */
let reached = true;
let knocking = false;
const listeners = new Set<() => void>();
const PROBE_MS = 8000;

/** True while the phone has a network and the last call got through. */
export function isReachable(): boolean {
  return navigator.onLine && reached;
}

/** Told by every call: it got an answer, or it got none. */
export function noteReach(answered: boolean): void {
  if (answered !== reached) {
    reached = answered;
    for (const listener of listeners) listener();
  }
  if (answered || knocking) return;
  knocking = true;
  setTimeout(knock, PROBE_MS);
}

/** Calls back at every change, until the returned function is called. */
export function watchReach(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

async function knock(): Promise<void> {
  knocking = false;
  if (!navigator.onLine) return noteReach(false);
  try {
    const answer = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    noteReach(answer.ok && (await answer.json()).ok === true);
  } catch {
    noteReach(false);
  }
}
