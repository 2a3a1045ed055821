import { CheckCircleOutline, CloseCircleOutline, QuestionCircleOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import type { DeviceRow } from './device-types.ts';

const LOOK = {
  online: { icon: CheckCircleOutline, tone: 'good' },
  offline: { icon: CloseCircleOutline, tone: 'soon' },
  unknown: { icon: QuestionCircleOutline, tone: '' },
} as const;

/** Whether a device is heard, in words, with a sign and then colour. */
export function LinkChip({ link }: { link: DeviceRow['link'] }) {
  const { t } = useTranslation();
  const { icon: Icon, tone } = LOOK[link];
  return (
    <span className={`f-chip ${tone}`}>
      <Icon aria-hidden />
      {t(`field.device.link.${link}`)}
    </span>
  );
}
