import { useTranslation } from 'react-i18next';
import './sample-banner.css';
import { useMe } from './session.ts';

/** Says on every page that this is the sample, for as long as somebody is signed in to one. */
export function SampleBanner() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  if (!me?.sample) return null;
  return (
    <section className="kit-sample" aria-label={t('kit.sampleName')}>
      {t('kit.sample')}
    </section>
  );
}
