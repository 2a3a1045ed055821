import { MoreOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useWorker } from '../app/worker.ts';
import type { ActOffer, CaseDetail } from '../offline/case-types.ts';
import { useGo } from '../parts/field-link.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { sendAct } from './send-act.ts';
import { splitOffers } from './split-offers.ts';
import { tellSent } from './tell-sent.ts';

type Props = { detail: CaseDetail; offers: readonly ActOffer[]; predicted: boolean };

/** The acts that the API offers, the likely ones as large buttons at the thumb, the others behind "more". */
export function ActBar({ detail, offers, predicted }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const go = useGo();
  const [more, setMore] = useState(false);
  const { first, rest } = splitOffers(offers);

  function start(offer: ActOffer): void {
    setMore(false);
    const nothingToAsk = offer.ask === null && offer.evidence === 0 && !offer.needsTarget && offer.style !== 'danger';
    if (nothingToAsk) void sendAct(worker, detail, offer, {}, [], undefined).then((id) => tellSent(worker, id));
    else go(`/case/${detail.number}/${offer.act}`);
  }

  if (!offers.length) return <p className="f-foot f-note">{t('field.case.noActs')}</p>;
  return (
    <div className="f-foot">
      {predicted && <p className="f-note f-whole">{t('field.case.predicted')}</p>}
      {first.map((offer) => (
        <button
          key={offer.act}
          type="button"
          className={`f-btn ${offer.style === 'primary' ? 'primary' : offer.style === 'danger' ? 'danger' : ''}`}
          onClick={() => start(offer)}
        >
          {text(offer.name)}
        </button>
      ))}
      {rest.length > 0 && (
        <button type="button" className="f-btn plain f-narrow" onClick={() => setMore(true)}>
          <MoreOutline aria-hidden />
          {t('field.case.more')}
        </button>
      )}
      <Sheet open={more} title={t('field.case.more')} onClose={() => setMore(false)}>
        {rest.map((offer) => (
          <button
            key={offer.act}
            type="button"
            className={`f-btn ${offer.style === 'danger' ? 'danger' : 'plain'}`}
            onClick={() => start(offer)}
          >
            {text(offer.name)}
          </button>
        ))}
        <button type="button" className="f-btn plain" onClick={() => setMore(false)}>
          {t('field.close')}
        </button>
      </Sheet>
    </div>
  );
}
