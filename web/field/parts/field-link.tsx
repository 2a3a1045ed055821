import { useRouter, useRouterState } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

export type FieldPath = '/' | '/report' | '/outbox' | '/me' | `/case/${string}` | `/outbox/${string}`;

const BASE = '/field';

/** Goes to a page of this face. The router's own link is typed for one face only, and the build holds three. */
export function useGo(): (path: FieldPath, replace?: boolean) => void {
  const router = useRouter();
  return (path, replace) => (replace ? router.history.replace(BASE + path) : router.history.push(BASE + path));
}

type Props = { to: FieldPath; className?: string; current?: string; children: ReactNode };

/** A link inside the face; `current` is the class it gets while its page is open. */
export function FieldLink({ to, className = '', current, children }: Props) {
  const go = useGo();
  const here =
    useRouterState({ select: (state) => state.location.pathname.replace(/\/$/, '') }) ===
    (BASE + to).replace(/\/$/, '');
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
