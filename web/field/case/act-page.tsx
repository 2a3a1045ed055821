import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../kit/act-form.tsx';
import type { FormValues } from '../../kit/json-form.ts';
import { useText } from '../../kit/text.ts';
import { useWorker } from '../app/worker.ts';
import { predictCase } from '../offline/predict-case.ts';
import { ConfirmSheet } from '../parts/confirm-sheet.tsx';
import { useGo } from '../parts/field-link.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { PhotoTaker } from '../parts/photo-taker.tsx';
import { useCase, useDeclarations } from '../queries/use-case.ts';
import { useOutbox } from '../queries/use-outbox.ts';
import { photoLabel } from './photo-label.ts';
import { sendAct } from './send-act.ts';
import { TargetPicker } from './target-picker.tsx';
import { tellSent } from './tell-sent.ts';

/** The form of one act: photos at the place of work first, then what the loop asks, then who gets it. */
export function ActPage() {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const go = useGo();
  const { number = '', act = '' } = useParams({ strict: false }) as { number?: string; act?: string };
  const found = useCase(worker, number);
  const declarations = useDeclarations().data?.value;
  const { items } = useOutbox(worker.account);
  const [photos, setPhotos] = useState<string[]>([]);
  const [before, setBefore] = useState<string[]>([]);
  const [target, setTarget] = useState<number>();
  const [tried, setTried] = useState(false);
  const [sure, setSure] = useState<FormValues>();

  const detail = found.data?.value;
  const waiting = items.flatMap((item) =>
    item.kind === 'act' && item.lane === number && item.state !== 'sent' ? [item.body] : [],
  );
  const declaration = declarations?.find((one) => one.procedure === detail?.procedure);
  const offers = detail ? predictCase(detail, worker.post?.id, waiting, declaration).acts : [];
  const offer = offers.find((one) => one.act === act);
  // Photos taken before the work go ahead as a note of their own, so that before and after stay apart.
  const note = photoLabel(act) === 'field.act.photosAfter' ? offers.find((one) => one.act === 'note') : undefined;
  if (!detail || !offer) {
    return (
      <>
        <PageHead title="" back />
        <main className="f-main">
          <p className="f-empty">{t(found.isPending ? 'field.loading' : 'field.case.noActs')}</p>
        </main>
      </>
    );
  }
  const missingPhotos =
    photos.length < offer.evidence ? t('field.act.needPhotos', { count: offer.evidence }) : undefined;
  const missingTarget = offer.needsTarget && target === undefined ? t('field.act.chooseTarget') : undefined;

  async function send(answers: FormValues): Promise<void> {
    if (!detail || !offer) return;
    if (note && before.length)
      await sendAct(worker, detail, note, { note: t('field.act.photosBefore') }, before, undefined);
    const id = await sendAct(worker, detail, offer, answers, photos, target);
    void tellSent(worker, id);
    go(`/case/${number}`, true);
  }
  const ask = (answers: FormValues) => (offer.style === 'danger' ? setSure(answers) : void send(answers));

  return (
    <>
      <PageHead title={text(offer.name)} back />
      <main className="f-main">
        <div className="f-pad">
          <p className="f-note">{detail.title}</p>
          <section className="f-card f-actcard" onSubmitCapture={() => setTried(true)}>
            {note && (
              <PhotoTaker label={t('field.act.photosBeforeOptional')} need={0} ids={before} onChange={setBefore} />
            )}
            {offer.evidence > 0 && (
              <PhotoTaker
                label={t(photoLabel(act))}
                need={offer.evidence}
                big
                ids={photos}
                invalid={tried && missingPhotos !== undefined}
                onChange={setPhotos}
              />
            )}
            <ActForm
              schema={offer.ask}
              submit={text(offer.name)}
              danger={offer.style === 'danger'}
              missing={missingPhotos ?? missingTarget}
              onSubmit={ask}
            >
              {offer.needsTarget && <TargetPicker area={detail.area} value={target} onChange={setTarget} />}
              {offer.evidence === 0 && (
                <PhotoTaker label={t(photoLabel(act))} need={0} ids={photos} onChange={setPhotos} />
              )}
            </ActForm>
          </section>
        </div>
      </main>
      <ConfirmSheet
        open={sure !== undefined}
        title={t('field.act.sure', { act: text(offer.name) })}
        yes={text(offer.name)}
        danger
        onYes={() => sure && void send(sure)}
        onNo={() => setSure(undefined)}
      />
    </>
  );
}
