import { useTranslation } from 'react-i18next';

type Props = { phase: string; back: boolean; error: string | null };
const KNOWN = ['not-begun', 'timeout', 'not-reached', 'no-former', 'checksum'];

/** How far a device is, in words, with the reason where it did not get there. */
export function PhaseWord({ phase, back, error }: Props) {
  const { t } = useTranslation();
  return (
    <span className={phase === 'failed' ? 'late' : ''}>
      {t(`ro.phase.${phase}`)}
      {back && ` (${t('ro.isBack')})`}
      {error && ` · ${KNOWN.includes(error) ? t(`ro.error.${error}`) : error}`}
    </span>
  );
}
