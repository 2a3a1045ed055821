import { useTranslation } from 'react-i18next';

/** The name of the house. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <span className="brand">
      <img src="/kit/gewu.svg" alt="" width="32" height="32" />
      <span>{t('console.brand')}</span>
      <span className="brand-face">{t('console.face')}</span>
    </span>
  );
}
