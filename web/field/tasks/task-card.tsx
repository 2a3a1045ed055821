import { CloseCircleFill, EnvironmentOutline, ExclamationCircleFill, UploadOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../kit/files.ts';
import type { CaseRow } from '../offline/case-types.ts';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { FieldLink } from '../parts/field-link.tsx';
import { LeftChip } from '../parts/left-chip.tsx';
import { isOverdue } from './due-of.ts';

type Props = { row: CaseRow; now: number; waiting: readonly OutboxItem[]; state: string };

/** One task as a large target: what, where, how long; and whether steps of it still wait on the phone. */
export function TaskCard({ row, now, waiting, state }: Props) {
  const { t } = useTranslation();
  const late = isOverdue(row, now);
  const refused = waiting.some((item) => item.state === 'refused');
  const tone = late ? 'late' : row.warned ? 'soon' : '';
  return (
    <FieldLink to={`/case/${row.number}`} className={`f-task ${tone}`}>
      <div className="top">
        <div className="words">
          <h3>{row.title}</h3>
          <p className="place">
            <EnvironmentOutline aria-hidden /> {row.place || row.areaName}
          </p>
        </div>
        {row.thumb && <Thumb id={row.thumb} />}
      </div>
      <div className="bottom">
        <LeftChip row={row} now={now} />
        {row.urgency !== 'normal' && (
          <span className="f-chip critical">
            <ExclamationCircleFill aria-hidden />
            {t(`field.urgency.${row.urgency}`)}
          </span>
        )}
        <span className="f-chip quiet">{state}</span>
        {refused ? (
          <span className="f-chip late">
            <CloseCircleFill aria-hidden />
            {t('field.today.refused')}
          </span>
        ) : (
          waiting.length > 0 && (
            <span className="f-chip soon">
              <UploadOutline aria-hidden />
              {t('field.today.queued', { count: waiting.length })}
            </span>
          )
        )}
      </div>
    </FieldLink>
  );
}

/** The first photo; nothing at all where it is not on the phone and cannot be fetched. */
function Thumb({ id }: { id: string }) {
  const [missing, setMissing] = useState(false);
  if (missing) return null;
  return <img className="thumb" src={fileUrl(id, 'thumb')} alt="" loading="lazy" onError={() => setMissing(true)} />;
}
