import { useRouter, useRouterState } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

export type FieldPath =
  | '/'
  | '/report'
  | '/outbox'
  | '/me'
  | '/devices'
  | `/case/${string}`
  | `/outbox/${string}`
  | `/devices/${string}`;

const BASE = '/field';

/** Goes to a page of this face. The router's own link is typed for one face only, and the build holds three. */
export function useGo(): (path: FieldPath, replace?: boolean) => void {
  const router = useRouter();
  return (path, replace) => (replace ? router.history.replace(BASE + path) : router.history.push(BASE + path));
}

/** The path inside the face, however the router writes it, without a slash at the end. */
function plain(path: string): string {
  return path.replace(new RegExp(`^${BASE}(?=/|$)`), '').replace(/\/$/, '');
}

type Props = { to: FieldPath; className?: string; current?: string; children: ReactNode };

/** A link inside the face; `current` is the class it gets while its page is open. */
export function FieldLink({ to, className = '', current, children }: Props) {
  const go = useGo();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const here = plain(path) === plain(to);
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={BASE + to}
      className={here && current ? `${className} ${current}` : className}
      aria-current={here ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
