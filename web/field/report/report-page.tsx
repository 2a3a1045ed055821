import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorker } from '../app/worker.ts';
import { findTwins } from '../outbox/find-twins.ts';
import type { ReportItem } from '../outbox/outbox-item.ts';
import { ConfirmSheet } from '../parts/confirm-sheet.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useMatters } from '../queries/use-catalogue.ts';
import { useOutbox } from '../queries/use-outbox.ts';
import { type Draft, fieldDatabase } from '../store/field-database.ts';
import { checkReport, type ReportFault } from './check-report.ts';
import { DraftList } from './draft-list.tsx';
import { dropDraft } from './drop-draft.ts';
import { rememberMatter } from './quick-matters.ts';
import { reportBody } from './report-body.ts';
import { ReportForm } from './report-form.tsx';
import { ReportSent } from './report-sent.tsx';
import { sendReport } from './send-report.ts';

/** Reports a finding on patrol. Everything typed and photographed is a draft on the phone from the first touch. */
export function ReportPage() {
  const { t } = useTranslation();
  const worker = useWorker();
  const matters = useMatters().data?.value ?? [];
  const { items } = useOutbox(worker.account);
  const drafts = useLiveQuery(
    () => fieldDatabase.drafts.where('account').equals(worker.account).toArray(),
    [worker.account],
  );
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(worker.account));
  const [fault, setFault] = useState<ReportFault>();
  const [twin, setTwin] = useState<ReportItem>();
  const [done, setDone] = useState(false);

  if (!drafts) return <PageHead title={t('field.report.title')} />;
  if (done) return <ReportSent onAnother={() => setDone(false)} />;

  function change(how: (draft: Draft) => Draft): void {
    setFault(undefined);
    setDraft((now) => {
      const changed = { ...how(now), changedAt: Date.now() };
      void fieldDatabase.drafts.put(changed);
      return changed;
    });
  }
  async function send(sure: boolean): Promise<void> {
    const wrong = checkReport(draft);
    setFault(wrong);
    if (wrong) return document.querySelector('[aria-invalid="true"]')?.scrollIntoView({ block: 'center' });
    const matter = matters.find((one) => one.key === draft.matter);
    const body = reportBody(draft, matter);
    const reports = items.filter((item) => item.kind === 'report');
    const like = sure ? undefined : findTwins(body, reports, Date.now())[0];
    setTwin(like);
    if (like) return;
    await sendReport(worker, draft, body, matter?.name);
    if (draft.matter) rememberMatter(draft.matter);
    setDraft(emptyDraft(worker.account));
    setDone(true);
  }
  async function stop(): Promise<void> {
    setTwin(undefined);
    setDraft(emptyDraft(worker.account));
    await dropDraft(draft);
  }

  const others = drafts.filter((one) => one.id !== draft.id);
  return (
    <>
      <PageHead title={t('field.report.title')} />
      <main className="f-main">
        <div className="f-pad">
          {others.length > 0 && <DraftList drafts={others} onOpen={setDraft} />}
          <ReportForm key={draft.id} value={draft} fault={fault} settle onChange={change} />
          <p className="f-note">{t('field.report.draft')}</p>
        </div>
      </main>
      <div className="f-foot f-foot-col">
        {fault && (
          <p className="f-bad" role="alert">
            {t(`field.report.need.${fault}`)}
          </p>
        )}
        <button type="button" className="f-btn primary" onClick={() => void send(false)}>
          {t('field.report.send')}
        </button>
      </div>
      <ConfirmSheet
        open={twin !== undefined}
        title={t('field.report.twin')}
        hint={twin && t('field.report.twinHint', { label: twin.body.description, metres: 60 })}
        yes={t('field.report.twinSend')}
        no={t('field.report.twinStop')}
        onYes={() => void send(true)}
        onNo={() => void stop()}
      />
    </>
  );
}

function emptyDraft(account: string): Draft {
  return { id: crypto.randomUUID(), account, changedAt: 0, photos: [], description: '', place: '' };
}
