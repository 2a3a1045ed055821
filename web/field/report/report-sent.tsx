import { CheckCircleOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { FieldLink } from '../parts/field-link.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useOnline } from '../parts/use-online.ts';

/** After a report: it is safe, and what comes next. */
export function ReportSent({ onAnother }: { onAnother(): void }) {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <>
      <PageHead title={t('field.report.title')} />
      <main className="f-main">
        <div className="f-empty" role="status">
          <CheckCircleOutline aria-hidden />
          <strong>{t(online ? 'field.report.sent' : 'field.report.queued')}</strong>
        </div>
        <div className="f-pad">
          <button type="button" className="f-btn primary" onClick={onAnother}>
            {t('field.report.another')}
          </button>
          <FieldLink to="/outbox" className="f-btn">
            {t('field.report.toOutbox')}
          </FieldLink>
          <FieldLink to="/" className="f-btn plain">
            {t('field.report.toToday')}
          </FieldLink>
        </div>
      </main>
    </>
  );
}
