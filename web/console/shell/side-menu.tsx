import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MenuIcon } from './menu-icon.tsx';
import { type MenuEntry, manageEntries, openEntries, workEntries } from './menu-items.ts';

/** The main menu: plain links, so that a page opens in a new tab as any link does. */
export function SideMenu({ permissions }: { permissions: readonly string[] }) {
  const { t } = useTranslation();
  const manage = openEntries(manageEntries, permissions);
  return (
    <nav className="side-menu" aria-label={t('shell.menu')}>
      <MenuList entries={openEntries(workEntries, permissions)} />
      {manage.length > 0 && (
        <>
          <h2 className="side-menu-group">{t('menu.manage')}</h2>
          <MenuList entries={manage} />
        </>
      )}
    </nav>
  );
}

function MenuList({ entries }: { entries: MenuEntry[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <ul>
      {entries.map((entry) => {
        const here = pathname.startsWith(entry.path) || (entry.path === '/desk' && pathname.startsWith('/cases'));
        return (
          <li key={entry.path}>
            <Link to={entry.path} className={here ? 'side-link side-link-here' : 'side-link'} title={t(entry.label)}>
              <MenuIcon name={entry.icon} />
              <span className="side-link-word">{t(entry.label)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
