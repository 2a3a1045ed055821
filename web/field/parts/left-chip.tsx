import { ClockCircleOutline, ExclamationTriangleOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { formatLeft } from '../../kit/time.ts';
import type { CaseRow } from '../offline/case-types.ts';
import { isOverdue } from '../tasks/sort-tasks.ts';

type Props = { row: Pick<CaseRow, 'overdue' | 'warned' | 'stageDueAt'> & { pausedAt?: string | null }; now: number };

/** How much time is left of the present stage, counted down on the phone: words, an icon and then colour. */
export function LeftChip({ row, now }: Props) {
  const { t } = useTranslation();
  if (row.pausedAt) return <span className="f-chip">{t('field.time.paused')}</span>;
  const left = row.stageDueAt ? Date.parse(row.stageDueAt) - now : null;
  if (isOverdue(row, now)) {
    const time = left === null || left > 0 ? '' : formatLeft(left);
    return (
      <span className="f-chip late">
        <ExclamationTriangleOutline aria-hidden />
        {time ? t('field.time.late', { time }) : t('field.today.late')}
      </span>
    );
  }
  if (left === null) return <span className="f-chip">{t('field.time.none')}</span>;
  const soon = row.warned || left < 3_600_000;
  return (
    <span className={soon ? 'f-chip soon' : 'f-chip'}>
      <ClockCircleOutline aria-hidden />
      {t('field.time.left', { time: formatLeft(left) })}
    </span>
  );
}
