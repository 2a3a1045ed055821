import { Link } from '@tanstack/react-router';
import { Result } from 'antd';
import { useTranslation } from 'react-i18next';

/** The answer to an address that leads nowhere, or outside one's post (the two look the same on purpose). */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Result
      status="404"
      title={<h1 className="result-title">{t('shell.notFound')}</h1>}
      subTitle={t('shell.notFoundHint')}
      extra={
        <Link to="/desk" search={{}}>
          {t('shell.toDesk')}
        </Link>
      }
    />
  );
}
