import { useRouter } from '@tanstack/react-router';
import { LeftOutline } from 'antd-mobile-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { title: string; sub?: string; back?: boolean; children?: ReactNode };

/** The bar on top: where one is, one step back, and what concerns the whole page. */
export function PageHead({ title, sub, back, children }: Props) {
  const { t } = useTranslation();
  const router = useRouter();
  const goBack = () => (window.history.length > 1 ? router.history.back() : void router.navigate({ to: '/' }));
  return (
    <header className="f-head">
      {back && (
        <button type="button" className="f-headbtn f-back" onClick={goBack} aria-label={t('field.back')}>
          <LeftOutline aria-hidden />
        </button>
      )}
      <h1>
        {title}
        {sub && <span className="f-sub">{sub}</span>}
      </h1>
      {children}
    </header>
  );
}
