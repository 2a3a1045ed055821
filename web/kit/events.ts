import { useEffect, useRef } from 'react';
import { chosenPost } from './api.ts';

/** One step on a case that the signed-in person can see. */
export type CaseEvent = {
  number: string;
  act: string;
  state: string;
  seq: number;
  area: string;
  owner: number | null;
  unit: number | null;
  at: string;
  mine: boolean;
};

/**
 * Calls `handler` for every step as it happens, for as long as the component lives.
 * @param onOpen called at every (re)connection: what was missed before it, or while away, can be loaded
 */
export function useCaseEvents(handler: (event: CaseEvent) => void, onOpen?: () => void): void {
  useServerEvents('/api/events', 'step', handler, onOpen);
}

/**
 * Follows server-sent events of one name. The browser reconnects by itself and resumes after the last event it saw; a
 * connection given up for good (signed out, server replaced) is made anew.
 */
export function useServerEvents<T>(path: string, name: string, handler: (event: T) => void, onOpen?: () => void): void {
  const latest = useRef({ handler, onOpen });
  latest.current = { handler, onOpen };
  useEffect(() => {
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let tries = 0;
    const connect = () => {
      const post = chosenPost();
      source = new EventSource(post === null ? path : `${path}?post=${post}`);
      source.addEventListener('open', () => {
        tries = 0;
        latest.current.onOpen?.();
      });
      source.addEventListener(name, (message) =>
        latest.current.handler(JSON.parse((message as MessageEvent<string>).data) as T),
      );
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return;
        retry = setTimeout(connect, Math.min(60_000, 3_000 * 2 ** tries++));
      });
    };
    connect();
    return () => {
      clearTimeout(retry);
      source.close();
    };
  }, [path, name]);
}
