import { useTranslation } from 'react-i18next';
import { LeftChip } from '../../kit/status.tsx';
import { formatWhen } from '../../kit/time.ts';
import type { CaseRow } from './case-types.ts';
import { useNow } from './use-now.ts';

/** What is left of the present stage on the wall clock, as residents count it, and until when. */
export function TimeLeft({ row, exact }: { row: CaseRow; exact?: boolean }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  if (row.pausedAt) return <span className="kit-left">{t('case.paused')}</span>;
  if (!row.stageDueAt) return null;
  const left = Date.parse(row.stageDueAt) - now;
  return (
    <>
      <LeftChip leftMs={left} overdue={left < 0} warned={row.warned} />
      {exact && <span className="r-hint">{t('case.until', { when: formatWhen(row.stageDueAt) })}</span>}
    </>
  );
}
