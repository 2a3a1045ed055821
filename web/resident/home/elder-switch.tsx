import { useTranslation } from 'react-i18next';
import { Icon } from '../parts/icon.tsx';
import { setElder, useReading } from '../reading/reading.ts';

/** The way into the elder version and out of it, on the first screen. */
export function ElderSwitch() {
  const { t } = useTranslation();
  const { elder } = useReading();
  return (
    <button type="button" className="r-elder-switch" onClick={() => setElder(!elder)}>
      <Icon name="elder" />
      {t(elder ? 'elder.leave' : 'elder.enter')}
    </button>
  );
}
