import { useEffect, useEffectEvent } from 'react';
import { type Face, renewPush } from './push-phone.ts';

/**
 * Keeps this phone's entry at the server true, and goes where a tapped notice leads while the app is open.
 * @param follow given an address of this face, without the face before it
 */
export function usePush(face: Face, follow: (path: string) => void): void {
  const go = useEffectEvent(follow);
  useEffect(() => {
    // without network the entry stays as it was
    void renewPush(face).catch(() => undefined);
  }, [face]);
  useEffect(() => {
    const listen = ({ data }: MessageEvent<{ type?: string; url?: string }>) => {
      if (data?.type === 'follow' && data.url?.startsWith(`/${face}/`)) go(data.url.slice(face.length + 1));
    };
    navigator.serviceWorker?.addEventListener('message', listen);
    return () => navigator.serviceWorker?.removeEventListener('message', listen);
  }, [face]);
}
