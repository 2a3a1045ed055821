import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { HomeSafety } from '../alarms/home-safety.tsx';
import { CaseCard } from '../cases/case-card.tsx';
import { useMine } from '../cases/use-mine.ts';
import { NoticeList } from '../notices/notice-list.tsx';
import { Icon } from '../parts/icon.tsx';
import { useReading } from '../reading/reading.ts';
import { ElderSwitch } from './elder-switch.tsx';

/** The first screen: report, what became of my reports, what my community says. The elder version shows doors only. */
export function HomePage() {
  const { t } = useTranslation();
  const { elder } = useReading();
  useEffect(() => {
    document.title = t('face');
  }, [t]);
  return (
    <>
      <header className="r-brand">
        <h1>
          <img src="/kit/gewu.svg" alt="" />
          {t('brand')}
        </h1>
        <ElderSwitch />
      </header>
      <main className="r-main">
        <Link to="/search" className="r-search">
          <Icon name="search" />
          {t('search.open')}
        </Link>
        <Link to="/report" className="r-hero">
          <Icon name="camera" />
          <span>
            <strong>{t('home.report')}</strong>
            <span>{t('home.reportWhy')}</span>
          </span>
        </Link>
        <HomeSafety />
        <div className="r-doors r-doors-four">
          <Link to="/cases">
            <Icon name="list" />
            {t('home.mine')}
          </Link>
          <Link to="/notices">
            <Icon name="notice" />
            {t('home.notices')}
          </Link>
          <Link to="/own">
            <Icon name="own" />
            {t('home.own')}
          </Link>
          <a href="tel:12345">
            <Icon name="phone" />
            {t('home.call')}
          </a>
        </div>
        {!elder && <Lately />}
      </main>
    </>
  );
}

function Lately() {
  const { t } = useTranslation();
  const { data } = useMine();
  const rows = data?.pages[0]?.rows.slice(0, 3) ?? [];
  return (
    <>
      {rows.length > 0 && (
        <section aria-labelledby="lately">
          <h2 id="lately">{t('home.lately')}</h2>
          <ul className="r-list">
            {rows.map((row) => (
              <li key={row.number}>
                <CaseCard row={row} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="news">
        <h2 id="news">{t('home.notices')}</h2>
        <NoticeList most={3} under="h2" />
      </section>
    </>
  );
}
