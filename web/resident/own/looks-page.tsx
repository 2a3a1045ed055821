import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import type { OwnLook } from './own-types.ts';
import { useOwnLooks } from './use-own.ts';

/** Who looked at my data: which post of which organisation, what, why, when. */
export function LooksPage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useOwnLooks();
  return (
    <Page title={t('own.looks')}>
      {!data && (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />)}
      {data?.length === 0 && <div className="r-state">{t('own.noLooks')}</div>}
      {data !== undefined && data.length > 0 && (
        <>
          <div>{t('own.looksWhy')}</div>
          <ul className="r-list">
            {data.map((look) => (
              <li key={`${look.at}-${look.post}`} className="r-card">
                <Look look={look} />
              </li>
            ))}
          </ul>
          <a href="tel:12345" className="r-button">
            {t('own.complain')}
          </a>
        </>
      )}
    </Page>
  );
}

function Look({ look }: { look: OwnLook }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <>
      <strong>{look.organisation || t('own.system')}</strong>
      <div>{look.post}</div>
      <dl className="r-facts">
        <dt>{t('own.what')}</dt>
        <dd>
          {look.fields.length > 0 ? look.fields.map((field) => text(field)).join(t('own.comma')) : t('own.pageOnly')}
        </dd>
        <dt>{t('own.why')}</dt>
        <dd>{look.purpose ? text(look.purpose) : t('own.work')}</dd>
        <dt>{t('own.when')}</dt>
        <dd>{formatWhen(look.at)}</dd>
      </dl>
    </>
  );
}
