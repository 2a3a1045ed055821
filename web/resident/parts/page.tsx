import { useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

let first = true;

/** A page below the first: a way back, its name, its content. The name takes the focus when the page opens. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  const router = useRouter();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('face')}`;
  }, [title, t]);
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  const back = () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/' }));
  return (
    <>
      <header className="r-top">
        <button type="button" className="r-back" onClick={back}>
          <Icon name="back" />
          {t('back')}
        </button>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      <main className="r-main">{children}</main>
    </>
  );
}
