import { useTranslation } from 'react-i18next';
import { LeftChip } from '../../kit/status.tsx';
import { formatWhen } from '../../kit/time.ts';
import type { CaseRow } from './case-types.ts';
import { useNow } from './use-now.ts';

type Props = {
  row: CaseRow;
  /** Whose turn it is in the present state. */
  turn: string | undefined;
  /** Says until when, too. */
  exact?: boolean;
};

/** What is left of the present stage on the wall clock, as residents count it. A closed case only waits to be filed. */
export function TimeLeft({ row, turn, exact }: Props) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  if (row.pausedAt) return <span className="kit-left">{t('case.paused')}</span>;
  if (!row.stageDueAt) return null;
  const left = Date.parse(row.stageDueAt) - now;
  const words = turn === 'reporter' ? 'case.answerBy' : turn === 'nobody' ? 'case.openUntil' : 'case.until';
  return (
    <>
      {turn !== 'nobody' && <LeftChip leftMs={left} overdue={left < 0} warned={row.warned} />}
      {exact && <span className="r-hint">{t(words, { when: formatWhen(row.stageDueAt) })}</span>}
    </>
  );
}
