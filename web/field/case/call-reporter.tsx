import { PhoneFill } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import type { CaseDetail } from '../offline/case-types.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useOnline } from '../parts/use-online.ts';

const REASONS = ['visit', 'place', 'result'] as const;

/** Shows the reporter's number after the worker said what for; the look is recorded, the number is kept nowhere. */
export function CallReporter({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation();
  const online = useOnline();
  const [open, setOpen] = useState(false);
  const [contact, setContact] = useState<{ name: string; phone: string } | null>(null);
  const [failed, setFailed] = useState(false);

  async function reveal(reason: (typeof REASONS)[number]): Promise<void> {
    setFailed(false);
    try {
      const purpose = t(`field.case.callReasons.${reason}`);
      setContact(await api('POST', `/cases/${detail.number}/reveal`, { field: 'contact', purpose }));
    } catch {
      setFailed(true);
    }
  }
  function close(): void {
    setOpen(false);
    setContact(null);
  }

  return (
    <section className="f-card f-stack">
      <button type="button" className="f-btn" disabled={!online} onClick={() => setOpen(true)}>
        <PhoneFill aria-hidden />
        {t('field.case.call')}
      </button>
      <p className="f-note">
        {online ? `${detail.contact?.name ?? ''} ${detail.contact?.phone ?? ''}` : t('field.case.callOffline')}
      </p>
      <Sheet
        open={open}
        title={contact ? contact.name || t(`field.case.call`) : t('field.case.callWhy')}
        onClose={close}
      >
        {contact ? (
          <a className="f-btn primary" href={`tel:${contact.phone}`}>
            <PhoneFill aria-hidden />
            {t('field.case.callNow', { phone: contact.phone })}
          </a>
        ) : (
          REASONS.map((reason) => (
            <button key={reason} type="button" className="f-btn" onClick={() => void reveal(reason)}>
              {t(`field.case.callReasons.${reason}`)}
            </button>
          ))
        )}
        {failed && <p className="f-bad">{t('field.failed')}</p>}
        <p className="f-note">{t('field.case.callNote')}</p>
        <button type="button" className="f-btn plain" onClick={close}>
          {t('field.close')}
        </button>
      </Sheet>
    </section>
  );
}
