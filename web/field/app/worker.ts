import { createContext, useContext } from 'react';
import type { Me, MyPost } from '../../kit/session.ts';

/** Who works with this phone now, as remembered or as the server last said. */
export type Worker = {
  me: Me;
  account: string;
  post: MyPost | null;
  /** Prefix of everything remembered for this person at this post. */
  memory: string;
  /** Sends what waits in the outbox now. */
  push(): void;
  /** Says something at the bottom of the screen for a few seconds. */
  say(text: string, action?: { label: string; run(): void }): void;
};

export const WorkerContext = createContext<Worker | null>(null);

/** The signed-in worker; only used below the frame, which shows the sign-in page otherwise. */
export function useWorker(): Worker {
  const worker = useContext(WorkerContext);
  if (!worker) throw new Error('useWorker outside the frame');
  return worker;
}
