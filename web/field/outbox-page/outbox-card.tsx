import { CheckCircleFill, ClockCircleOutline, CloseCircleFill, LoopOutline, UploadOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { ConfirmSheet } from '../parts/confirm-sheet.tsx';
import { FieldLink } from '../parts/field-link.tsx';
import { discardItem } from '../store/dexie-outbox.ts';
import { RefusalNote } from './refusal-note.tsx';
import { TwinList } from './twin-list.tsx';

/** One act or report of the outbox: what, for which case, where it stands, and what can be done about it. */
export function OutboxCard({ item, behind }: { item: OutboxItem; behind: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const [asking, setAsking] = useState(false);
  const number = item.kind === 'device' ? null : (item.receipt?.number ?? (item.kind === 'act' ? item.number : null));
  const left = item.files.length - item.uploaded.length;

  const facts = [
    t('field.outbox.at', { when: formatWhen(new Date(item.madeAt).toISOString()) }),
    item.state !== 'sent' && left > 0 && t('field.outbox.photosLeft', { count: left }),
    item.state === 'waiting' && item.tries > 0 && t('field.outbox.tries', { count: item.tries }),
  ].filter(Boolean);

  return (
    <article className="f-card f-stack">
      <div className="f-between">
        <h3 className="f-h3">{text(item.label)}</h3>
        <StateChip item={item} behind={behind} />
      </div>
      <p className="f-lines">
        {item.subject !== text(item.label) && <span>{item.subject}</span>}
        <span className="f-note">{facts.join(' · ')}</span>
      </p>
      {item.refusal && <RefusalNote refusal={item.refusal} />}
      {item.kind === 'report' && item.twins && item.twins.length > 0 && <TwinList twins={item.twins} />}
      {item.state === 'refused' && (
        <FieldLink to={`/outbox/${item.id}`} className="f-btn primary">
          {t('field.outbox.mend')}
        </FieldLink>
      )}
      <div className="f-row">
        {number && (
          <FieldLink to={`/case/${number}`} className="f-btn plain">
            {t('field.outbox.seeCase')}
          </FieldLink>
        )}
        {(item.state === 'refused' || item.state === 'waiting') && (
          <button type="button" className="f-btn danger" onClick={() => setAsking(true)}>
            {t('field.outbox.discard')}
          </button>
        )}
      </div>
      <ConfirmSheet
        open={asking}
        title={t('field.outbox.discardSure')}
        yes={t('field.outbox.discard')}
        no={t('field.outbox.keep')}
        danger
        onYes={() => void discardItem(item.id)}
        onNo={() => setAsking(false)}
      />
    </article>
  );
}

function StateChip({ item, behind }: { item: OutboxItem; behind: boolean }) {
  const { t } = useTranslation();
  if (item.state === 'sent')
    return (
      <span className="f-chip good">
        <CheckCircleFill aria-hidden />
        {t('field.outbox.state.sent')}
      </span>
    );
  if (item.state === 'refused')
    return (
      <span className="f-chip late">
        <CloseCircleFill aria-hidden />
        {t('field.outbox.state.refused')}
      </span>
    );
  if (item.state === 'sending')
    return (
      <span className="f-chip">
        <LoopOutline aria-hidden />
        {t('field.outbox.state.sending')}
      </span>
    );
  return (
    <span className="f-chip soon">
      {behind ? <ClockCircleOutline aria-hidden /> : <UploadOutline aria-hidden />}
      {t(behind ? 'field.outbox.state.behind' : 'field.outbox.state.waiting')}
    </span>
  );
}
