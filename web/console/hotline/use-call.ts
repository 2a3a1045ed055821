import { useEffect, useState } from 'react';
import { type CallDraft, startCall } from './call-draft.ts';

const storedAt = 'gewu-call';

/** The call being taken. It survives a reload of the page and ends with the browser tab, because it names people. */
export function useCall() {
  const [draft, setDraft] = useState<CallDraft>(() => readStored() ?? startCall());
  useEffect(() => {
    sessionStorage.setItem(storedAt, JSON.stringify(draft));
  }, [draft]);
  const change = (part: Partial<CallDraft>) => setDraft((before) => ({ ...before, ...part }));
  return { draft, change, restart: () => setDraft(startCall()) };
}

function readStored(): CallDraft | undefined {
  const text = sessionStorage.getItem(storedAt);
  try {
    return text === null ? undefined : (JSON.parse(text) as CallDraft);
  } catch {
    return undefined;
  }
}
