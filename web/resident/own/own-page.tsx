import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { FieldCard } from './field-card.tsx';
import './own.css';
import { ProveSelf } from './prove-self.tsx';
import { RequestList } from './request-list.tsx';
import { useOwn } from './use-own.ts';

/** My data: what is held, from whom, why, until when; who looked; correct, delete, take along. */
export function OwnPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useOwn();
  return (
    <Page title={t('own.title')}>
      {!data && (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />)}
      {data && !data.person && <ProveSelf />}
      {data?.person && (
        <>
          <section className="r-card" aria-labelledby="own-me">
            <h2 id="own-me">{data.person.label}</h2>
            <div>{data.person.home ?? data.person.areaName}</div>
            <div className="r-hint">{t('own.rows', { n: data.person.rows })}</div>
          </section>
          <div className="r-doors r-own-doors">
            <Link to="/own/looks">
              <Icon name="eye" />
              {t('own.looks')}
            </Link>
            <a href="/api/records/own/export.json" download>
              <Icon name="download" />
              {t('own.download')}
            </a>
            <Link to="/own/delete">
              <Icon name="close" />
              {t('own.delete')}
            </Link>
          </div>
          <section aria-labelledby="own-held">
            <h2 id="own-held">{t('own.held')}</h2>
            <ul className="r-list">
              {data.person.fields.map((field) => (
                <li key={field.key}>
                  <FieldCard field={field} />
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
      {data && data.requests.length > 0 && <RequestList requests={data.requests} />}
    </Page>
  );
}
