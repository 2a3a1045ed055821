import { useTranslation } from 'react-i18next';
import { Page } from '../parts/page.tsx';
import { NoticeList } from './notice-list.tsx';

/** The notices of my community. */
export function NoticesPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('home.notices')}>
      <NoticeList most={50} under="h1" />
    </Page>
  );
}
