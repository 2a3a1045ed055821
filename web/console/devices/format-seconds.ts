import type { TFunction } from 'i18next';

/** A span as people say it: tenths of a second below ten, minutes from two minutes, hours from two hours. @param seconds 0 or more */
export function formatSeconds(seconds: number, t: TFunction): string {
  if (seconds < 10) return t('rc.s', { n: seconds.toFixed(1) });
  if (seconds < 120) return t('rc.s', { n: Math.round(seconds) });
  if (seconds < 7200) return t('rc.min', { n: Math.round(seconds / 60) });
  return t('rc.h', { n: (seconds / 3600).toFixed(1) });
}
