import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';

/** While a page or its facts are on the way. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <div className="r-state" role="status">
      {t('loading')}
    </div>
  );
}

/** What went wrong, in a sentence, with a way to try again. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="r-state" role="alert">
      <div>{describeError(error)}</div>
      <button type="button" className="r-button" onClick={retry ?? (() => location.reload())}>
        {t('again')}
      </button>
    </div>
  );
}

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="r-state">
      <h1>{t('notFound')}</h1>
      <Link to="/" className="r-button">
        {t('toHome')}
      </Link>
    </main>
  );
}
