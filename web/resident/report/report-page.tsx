import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Me, useMe } from '../../kit/session.ts';
import { Page } from '../parts/page.tsx';
import { useReading } from '../reading/reading.ts';
import { KindPart } from './kind-part.tsx';
import { PhotoPicker } from './photo-picker.tsx';
import { PlacePart } from './place-part.tsx';
import {
  keepReportDraft,
  missingParts,
  type Part,
  type ReportDraft,
  readReportDraft,
  reportPages,
} from './report-draft.ts';
import { SendPart } from './send-part.tsx';
import { TextPart } from './text-part.tsx';

const route = getRouteApi('/report');

/** The photo report 随手拍: what, pictures, where, of which kind, a last look, sent. */
export function ReportPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  return <Page title={t('home.report')}>{me && <Report key={me.account} me={me} />}</Page>;
}

function Report({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { elder } = useReading();
  const { matter, step } = route.useSearch();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<ReportDraft>(() => {
    const kept = readReportDraft(me.account, me.homeArea);
    return matter ? { ...kept, matter } : kept;
  });
  const [tried, setTried] = useState(false);
  const pages = reportPages[elder ? 'elder' : 'ordinary'];
  // whoever opens a later page by its address is led to the first that is not complete
  const open = pages.findIndex((page) => missingParts(draft, page).length > 0);
  const at = Math.min(Number(step ?? 0) || 0, open === -1 ? pages.length - 1 : open);
  const parts = pages[at] as Part[];
  const missing = tried ? missingParts(draft, parts) : [];

  const change = (part: Partial<ReportDraft>) => setDraft((before) => ({ ...before, ...part }));
  useEffect(() => keepReportDraft(me.account, draft), [me.account, draft]);
  useEffect(() => {
    if (at > 0) scrollTo(0, 0);
  }, [at]);
  const goOn = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [wrong] = missingParts(draft, parts);
    if (wrong) return document.getElementById(`report-${wrong}`)?.focus();
    setTried(false);
    void navigate({ to: '/report', search: { step: String(at + 1) } });
  };
  const shared = { draft, change };
  const faultOf = (part: 'text' | 'place') => (missing.includes(part) ? t(`report.need.${part}`) : '');
  if (parts[0] === 'send') return <SendPart me={me} {...shared} />;
  return (
    <form className="r-form" noValidate onSubmit={goOn}>
      {elder && <div className="r-hint">{t('report.step', { n: at + 1, all: pages.length })}</div>}
      {parts.includes('text') && <TextPart {...shared} fault={faultOf('text')} />}
      {parts.includes('photos') && (
        <div className="r-card">
          <PhotoPicker photos={draft.photos} onChange={(photos) => change({ photos })} />
        </div>
      )}
      {parts.includes('place') && <PlacePart {...shared} fault={faultOf('place')} />}
      {parts.includes('kind') && <KindPart {...shared} />}
      <button type="submit" className="r-button r-primary">
        {t('report.next')}
      </button>
      <div className="r-hint">{t('report.kept')}</div>
    </form>
  );
}
