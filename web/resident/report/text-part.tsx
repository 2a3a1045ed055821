import { useTranslation } from 'react-i18next';
import type { PartProps } from './part-props.ts';

/** What happened, in the reporter's own words. */
export function TextPart({ draft, change, fault }: PartProps & { fault: string }) {
  const { t } = useTranslation();
  return (
    <section className="r-card r-form">
      <label className="r-label" htmlFor="report-text">
        {t('report.text')}
      </label>
      <textarea
        id="report-text"
        rows={4}
        maxLength={2000}
        placeholder={t('report.textHint')}
        value={draft.description}
        aria-invalid={fault !== ''}
        aria-describedby={fault ? 'report-text-fault' : undefined}
        onChange={(event) => change({ description: event.target.value })}
      />
      {fault && (
        <div id="report-text-fault" className="r-fault" role="alert">
          {fault}
        </div>
      )}
    </section>
  );
}
