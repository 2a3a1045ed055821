import { useTranslation } from 'react-i18next';
import type { DeviceRow } from './device-types.ts';

const SIGNS = { online: 'M3 8.5 6.5 12 13 4.5', offline: 'M4 4l8 8M12 4l-8 8', unknown: 'M4 8h8' } as const;

/** Whether a device is heard: a sign and the word. */
export function LinkTag({ link }: { link: DeviceRow['link'] }) {
  const { t } = useTranslation();
  return (
    <span className={`dv-link dv-link-${link}`}>
      <svg
        viewBox="0 0 16 16"
        width="14"
        height="14"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <path d={SIGNS[link]} />
      </svg>
      {t(`dv.link.${link}`)}
    </span>
  );
}
