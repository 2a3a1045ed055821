import { ClockCircleOutline, ExclamationTriangleOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { formatLeft } from '../../kit/time.ts';
import { dueOf, isOverdue, type Timed } from '../tasks/due-of.ts';

type Props = { row: Timed & { warned: boolean }; now: number };

/** How much time is left, counted down on the phone without asking the server: words, an icon and then colour. */
export function LeftChip({ row, now }: Props) {
  const { t } = useTranslation();
  if (row.pausedAt) return <span className="f-chip">{t('field.time.paused')}</span>;
  const left = dueOf(row) - now;
  if (isOverdue(row, now)) {
    return (
      <span className="f-chip late">
        <ExclamationTriangleOutline aria-hidden />
        {left > 0 ? t('field.today.late') : t('field.time.late', { time: formatLeft(left) })}
      </span>
    );
  }
  if (left === Number.POSITIVE_INFINITY) return <span className="f-chip">{t('field.time.none')}</span>;
  return (
    <span className={row.warned || left < 3_600_000 ? 'f-chip soon' : 'f-chip'}>
      <ClockCircleOutline aria-hidden />
      {t('field.time.left', { time: formatLeft(left) })}
    </span>
  );
}
