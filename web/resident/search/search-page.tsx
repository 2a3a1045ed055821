import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { setElder } from '../reading/reading.ts';
import { suggestMatters } from '../report/suggest-matters.ts';
import { useMatters } from '../report/use-matters.ts';
import { type Entry, findEntries } from './search-entries.ts';

/** Finds the doors of this face by any name people give them, and the matters one can report. */
export function SearchPage() {
  const { t } = useTranslation();
  const text = useText();
  const [query, setQuery] = useState('');
  const matters = useMatters();
  const found = findEntries(query);
  const fitting = suggestMatters(matters, query, 8);
  const typed = query.trim() !== '';
  return (
    <Page title={t('search.title')}>
      <div className="r-form">
        <label className="r-label" htmlFor="search">
          {t('search.label')}
        </label>
        {/* biome-ignore lint/a11y/noAutofocus: the reader came here to type */}
        <input id="search" type="search" autoFocus value={query} onChange={(event) => setQuery(event.target.value)} />
      </div>
      <div role="status" className="r-hint">
        {typed ? t('search.count', { n: found.length + fitting.length }) : t('search.try')}
      </div>
      {found.length > 0 && (
        <ul className="r-list">
          {found.map((entry) => (
            <li key={entry.key}>
              <Door entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {fitting.length > 0 && (
        <section aria-labelledby="fitting">
          <h2 id="fitting">{t('search.matters')}</h2>
          <ul className="r-list">
            {fitting.map((matter) => (
              <li key={matter.key}>
                <Link to="/report" search={{ matter: matter.key }} className="r-row">
                  <Icon name="camera" />
                  <span>{text(matter.name)}</span>
                  <Icon name="more" />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Door({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const words = (
    <>
      <span>{t(`search.door.${entry.key}`)}</span>
      <Icon name="more" />
    </>
  );
  if (entry.key === 'elder') {
    const enter = () => {
      setElder(true);
      void navigate({ to: '/' });
    };
    return (
      <button type="button" className="r-row" onClick={enter}>
        <Icon name="elder" />
        {words}
      </button>
    );
  }
  if (entry.key === 'call')
    return (
      <a href="tel:12345" className="r-row">
        <Icon name="phone" />
        {words}
      </a>
    );
  if (entry.key === 'report')
    return (
      <Link to="/report" className="r-row">
        <Icon name="camera" />
        {words}
      </Link>
    );
  if (entry.key === 'mine')
    return (
      <Link to="/cases" className="r-row">
        <Icon name="list" />
        {words}
      </Link>
    );
  if (entry.key === 'alarms')
    return (
      <Link to="/alarms" className="r-row">
        <Icon name="alarm" />
        {words}
      </Link>
    );
  if (entry.key === 'own')
    return (
      <Link to="/own" className="r-row">
        <Icon name="own" />
        {words}
      </Link>
    );
  if (entry.key === 'notices')
    return (
      <Link to="/notices" className="r-row">
        <Icon name="notice" />
        {words}
      </Link>
    );
  return (
    <Link to="/settings" className="r-row">
      <Icon name="settings" />
      {words}
    </Link>
  );
}
