import { Flex, Spin } from 'antd';
import { useTranslation } from 'react-i18next';

/** Shown while a page's code or first data is on the way. */
export function PageLoading() {
  const { t } = useTranslation();
  return (
    <Flex align="center" justify="center" className="page-loading" role="status" aria-label={t('shell.loading')}>
      <Spin size="large" />
    </Flex>
  );
}
