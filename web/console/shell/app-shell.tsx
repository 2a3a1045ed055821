import { Outlet, useLocation } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { SampleBanner } from '../../kit/sample-banner.tsx';
import { useMe } from '../../kit/session.ts';
import { mayOpen } from './menu-items.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { PageLoading } from './page-loading.tsx';
import { ShellHead } from './shell-head.tsx';
import { SideMenu } from './side-menu.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** The frame of every page, behind the door: whoever is not signed in as staff sees the sign-in instead. */
export function AppShell() {
  const { t } = useTranslation();
  const { data: me, isPending, isError, error, refetch } = useMe();
  if (isPending) return <PageLoading />;
  if (isError)
    return (
      <Result
        status="warning"
        title={describeError(error)}
        extra={<Button onClick={() => void refetch()}>{t('shell.retry')}</Button>}
      />
    );
  if (me === null || me.kind !== 'staff') return <SignInPage resident={me?.kind === 'resident'} />;
  return (
    <div className="frame-all">
      <a href="#main" className="skip-link">
        {t('shell.skip')}
      </a>
      <aside>
        <SampleBanner />
      </aside>
      <div className="frame">
        <ShellHead me={me} />
        <div className="frame-side">
          <SideMenu permissions={me.permissions} />
        </div>
        <main id="main" className="frame-main" tabIndex={-1}>
          {me.posts.length === 0 ? (
            <Result status="info" title={t('shell.noPost')} subTitle={t('shell.noPostHint')} />
          ) : (
            <Page key={me.post} permissions={me.permissions} />
          )}
        </main>
      </div>
    </div>
  );
}

/** The page at the address, or the answer that there is none for this post. */
function Page({ permissions }: { permissions: readonly string[] }) {
  const { pathname } = useLocation();
  return mayOpen(pathname, permissions) ? <Outlet /> : <NotFoundPage />;
}
