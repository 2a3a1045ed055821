import { currentLanguage, t } from './i18n.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The district's clock, wherever the reader's device thinks it is. */
const ZONE = 'Asia/Shanghai';

/**
 * A moment for people: 今天 09:05, 昨天 18:30, 11月2日 08:00, 2025年3月4日.
 * @param at ISO 8601
 */
export function formatWhen(at: string | null | undefined, now: Date = new Date()): string {
  if (!at) return '';
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '';
  const clock = part(date, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const days = dayNumber(now) - dayNumber(date);
  if (days === 0) return t('kit.time.today', { clock });
  if (days === 1) return t('kit.time.yesterday', { clock });
  if (part(date, { year: 'numeric' }) === part(now, { year: 'numeric' }))
    return `${part(date, { month: 'short', day: 'numeric' })} ${clock}`;
  return part(date, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** A length of time in its two largest units, without sign: 2 天 3 小时, 45 分钟. @param ms milliseconds */
export function formatLeft(ms: number): string {
  const length = Math.abs(ms);
  if (length < MINUTE) return t('kit.time.now');
  const units = [
    ['day', DAY, Number.POSITIVE_INFINITY],
    ['hour', HOUR, 24],
    ['minute', MINUTE, 60],
  ] as const;
  const first = units.findIndex(([, size]) => length >= size);
  return units
    .slice(first, first + 2)
    .map(([unit, size, base]) => ({ unit, n: Math.floor(length / size) % base }))
    .filter(({ n }, place) => place === 0 || n > 0)
    .map(({ unit, n }) => t(`kit.time.${unit}`, { n }))
    .join(' ');
}

function part(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(currentLanguage(), { timeZone: ZONE, ...options }).format(date);
}

function dayNumber(date: Date): number {
  return Math.floor((date.getTime() + 8 * HOUR) / DAY);
}
