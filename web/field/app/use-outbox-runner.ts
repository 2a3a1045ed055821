import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { runOutbox } from '../store/outbox-runner.ts';

/** Keeps the outbox of the signed-in account moving; what is accepted is loaded anew. */
export function useOutboxRunner(account: string | undefined): { push(): void; signedOut: boolean; resume(): void } {
  const client = useQueryClient();
  const [signedOut, setSignedOut] = useState(false);
  const runner = useRef<ReturnType<typeof runOutbox>>(undefined);
  useEffect(() => {
    if (!account) return;
    setSignedOut(false);
    const running = runOutbox(account, {
      onAccepted(item, receipt) {
        setSignedOut(false);
        void client.invalidateQueries({
          predicate: ({ queryKey: [kind, , number] }) =>
            (item.kind === 'device' && kind === 'devices') ||
            kind === 'tasks' ||
            ((kind === 'case' || kind === 'steps') && number === receipt.number),
        });
      },
      onSignedOut: () => setSignedOut(true),
    });
    runner.current = running;
    return () => {
      running.stop();
      runner.current = undefined;
    };
  }, [account, client]);
  const push = useCallback(() => runner.current?.push(), []);
  const resume = useCallback(() => {
    setSignedOut(false);
    push();
  }, [push]);
  return { push, signedOut, resume };
}
