import { DeleteOutline, EditSOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { ConfirmSheet } from '../parts/confirm-sheet.tsx';
import { useMatters } from '../queries/use-catalogue.ts';
import type { Draft } from '../store/field-database.ts';
import { dropDraft } from './drop-draft.ts';

/** Reports begun and not sent. */
export function DraftList({ drafts, onOpen }: { drafts: readonly Draft[]; onOpen(draft: Draft): void }) {
  const { t } = useTranslation();
  const text = useText();
  const matters = useMatters().data?.value ?? [];
  const [dropping, setDropping] = useState<Draft>();
  const nameOf = (draft: Draft) =>
    text(matters.find((one) => one.key === draft.matter)?.name) || draft.description || t('field.report.draftEmpty');
  return (
    <section className="f-stack">
      <h2 className="f-group">{t('field.report.drafts', { count: drafts.length })}</h2>
      <ul className="f-list">
        {drafts.map((draft) => (
          <li key={draft.id} className="f-row f-tight">
            <button type="button" className="line" onClick={() => onOpen(draft)}>
              <EditSOutline aria-hidden />
              <span className="grow">
                {nameOf(draft)}
                <small>{formatWhen(new Date(draft.changedAt).toISOString())}</small>
              </span>
            </button>
            <button
              type="button"
              className="f-iconbtn"
              aria-label={`${t('field.report.drop')} ${nameOf(draft)}`}
              onClick={() => setDropping(draft)}
            >
              <DeleteOutline aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <ConfirmSheet
        open={dropping !== undefined}
        title={t('field.report.dropDraft')}
        yes={t('field.report.drop')}
        danger
        onYes={() => {
          if (dropping) void dropDraft(dropping);
          setDropping(undefined);
        }}
        onNo={() => setDropping(undefined)}
      />
    </section>
  );
}
