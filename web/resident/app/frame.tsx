import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SampleBanner } from '../../kit/sample-banner.tsx';
import { signOut, useMe } from '../../kit/session.ts';
import { LiveCalls } from '../alarms/live-calls.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { useLiveCases } from './use-live-cases.ts';

/** What stands around every page: the sample's banner, the tabs; the sign-in page while nobody is signed in. */
export function Frame() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me, error, refetch } = useMe();
  if (me === undefined) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
  if (me === null) return <SignInPage />;
  if (me.kind !== 'resident') {
    return (
      <main className="r-state">
        <h1>{t('staff.title')}</h1>
        <div>{t('staff.why')}</div>
        <button type="button" className="r-button" onClick={() => void signOut(client)}>
          {t('settings.signOut')}
        </button>
      </main>
    );
  }
  return <SignedIn />;
}

const tabs: { to: '/' | '/report' | '/cases' | '/settings'; icon: IconName; name: string }[] = [
  { to: '/', icon: 'home', name: 'tab.home' },
  { to: '/report', icon: 'camera', name: 'tab.report' },
  { to: '/cases', icon: 'list', name: 'tab.mine' },
  { to: '/settings', icon: 'settings', name: 'tab.settings' },
];

function SignedIn() {
  const { t } = useTranslation();
  useLiveCases();
  return (
    <div className="r-app">
      <SampleBanner />
      <Outlet />
      <nav className="r-tabs" aria-label={t('tab.all')}>
        {tabs.map(({ to, icon, name }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === '/' }}
            activeProps={{ className: 'r-tab-here', 'aria-current': 'page' }}
          >
            <Icon name={icon} />
            {t(name)}
          </Link>
        ))}
      </nav>
      <LiveCalls />
    </div>
  );
}
