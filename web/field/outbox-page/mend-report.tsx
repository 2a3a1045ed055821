import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mending } from '../outbox/mend-item.ts';
import type { ReportItem } from '../outbox/outbox-item.ts';
import { useMatters } from '../queries/use-catalogue.ts';
import { checkReport, type ReportFault } from '../report/check-report.ts';
import { reportBody } from '../report/report-body.ts';
import { ReportForm } from '../report/report-form.tsx';
import type { Draft } from '../store/field-database.ts';

/** A refused report in the form it was written in: place, matter, words and photos can all be put right. */
export function MendReport({ item, onSend }: { item: ReportItem; onSend(mending: Mending): void }) {
  const { t } = useTranslation();
  const matters = useMatters().data?.value ?? [];
  const [draft, setDraft] = useState<Draft>(() => draftOf(item));
  const [fault, setFault] = useState<ReportFault>();

  function send(): void {
    const wrong = checkReport(draft);
    setFault(wrong);
    if (wrong) return;
    const matter = matters.find((one) => one.key === draft.matter);
    onSend({ body: reportBody(draft, matter), files: draft.photos });
  }
  return (
    <>
      <ReportForm value={draft} fault={fault} settle={false} onChange={setDraft} />
      {fault && (
        <p className="f-bad" role="alert">
          {t(`field.report.need.${fault}`)}
        </p>
      )}
      <button type="button" className="f-btn primary" onClick={send}>
        {t('field.outbox.sendAgain')}
      </button>
    </>
  );
}

function draftOf({ id, account, body, files, madeAt }: ReportItem): Draft {
  const { matter, lon, lat } = body;
  return {
    id,
    account,
    changedAt: madeAt,
    photos: files,
    description: body.description,
    place: body.place ?? '',
    ...(body.urgency && { urgency: body.urgency }),
    ...(matter && { matter }),
    ...(lon !== undefined && lat !== undefined && { lon, lat }),
  };
}
