import { useEffect, useRef } from 'react';

/** The header's help button speaks to whichever page is open, through this one window event. */
export const helpEvent = 'gewu-help';

/** Lets a page answer the header's help button. */
export function useHelpButton(open: () => void): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const listen = () => latest.current();
    window.addEventListener(helpEvent, listen);
    return () => window.removeEventListener(helpEvent, listen);
  }, []);
}
