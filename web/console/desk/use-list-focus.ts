import { type RefObject, useEffect } from 'react';

const lastKey = 'gewu-last-case';

/**
 * Moves the focus from case to case (j, k and the arrows) and finds the case again on the way back from its page.
 * The focus itself is the cursor: what is focused is what Enter opens, for eyes and screen readers alike.
 */
export function useListFocus(body: RefObject<HTMLElement | null>, ready: boolean) {
  const links = () => [...(body.current?.querySelectorAll<HTMLAnchorElement>('a[data-number]') ?? [])];
  const focus = (link: HTMLAnchorElement | undefined) => {
    link?.focus({ preventScroll: true });
    link?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  };
  const move = (by: 1 | -1) => {
    const all = links();
    const at = all.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
    focus(at === -1 ? all[by === 1 ? 0 : all.length - 1] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list first stands
  useEffect(() => {
    if (!ready) return;
    const last = sessionStorage.getItem(lastKey);
    sessionStorage.removeItem(lastKey);
    if (last !== null) focus(links().find((link) => link.dataset.number === last));
  }, [ready]);
  return { next: () => move(1), previous: () => move(-1) };
}

/** Called by the case page, so that the list finds its place again. */
export function rememberCase(number: string): void {
  sessionStorage.setItem(lastKey, number);
}
