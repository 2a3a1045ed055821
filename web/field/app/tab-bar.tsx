import { useRouterState } from '@tanstack/react-router';
import { CameraOutline, UnorderedListOutline, UploadOutline, UserOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { FieldLink } from '../parts/field-link.tsx';
import { useOutbox } from '../queries/use-outbox.ts';
import { useWorker } from './worker.ts';

/** The four places of the face, at the thumb; a case or an act takes the whole height instead. */
export function TabBar() {
  const { t } = useTranslation();
  const { account } = useWorker();
  const { items } = useOutbox(account);
  const path = useRouterState({ select: (state) => state.location.pathname });
  if (path.includes('/case/') || /\/outbox\/./.test(path)) return null;
  const refused = items.some((item) => item.state === 'refused');
  const unsent = items.filter((item) => item.state !== 'sent').length;
  const tabs = [
    { to: '/', icon: UnorderedListOutline, label: t('field.tab.today') },
    { to: '/report', icon: CameraOutline, label: t('field.tab.report') },
    { to: '/outbox', icon: UploadOutline, label: t('field.tab.outbox') },
    { to: '/me', icon: UserOutline, label: t('field.tab.me') },
  ] as const;
  return (
    <nav className="f-tabs">
      {tabs.map(({ to, icon: Icon, label }) => (
        <FieldLink key={to} to={to} current="active">
          <Icon aria-hidden />
          {label}
          {to === '/outbox' && unsent > 0 && (
            <span className={`f-badge ${refused ? 'late' : ''}`}>{refused ? `! ${unsent}` : unsent}</span>
          )}
        </FieldLink>
      ))}
    </nav>
  );
}
