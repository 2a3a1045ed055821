import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../parts/page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { CaseCard } from './case-card.tsx';
import { useMine } from './use-mine.ts';

/** All my reports and what I follow. It is kept true live; more comes by a button, not by scrolling alone. */
export function MinePage() {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMine();
  const rows = data?.pages.flatMap((page) => page.rows);
  return (
    <Page title={t('home.mine')}>
      {error && !rows ? <Failed error={error} retry={() => void refetch()} /> : null}
      {!error && !rows && <Loading />}
      {rows?.length === 0 && (
        <div className="r-state">
          <div>{t('mine.none')}</div>
          <Link to="/report" className="r-button r-primary">
            {t('home.report')}
          </Link>
        </div>
      )}
      {rows && (
        <ul className="r-list">
          {rows.map((row) => (
            <li key={row.number}>
              <CaseCard row={row} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <button type="button" className="r-button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('mine.more')}
        </button>
      )}
    </Page>
  );
}
