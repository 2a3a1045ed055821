import { useSyncExternalStore } from 'react';
import { isReachable, watchReach } from '../store/reach.ts';

/** Whether the server can be reached now. */
export function useOnline(): boolean {
  return useSyncExternalStore(watchReach, isReachable);
}
