import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../kit/act-form.tsx';
import type { FormValues } from '../../kit/json-form.ts';
import { useWorker } from '../app/worker.ts';
import { actBody } from '../case/act-body.ts';
import { photoLabel } from '../case/photo-label.ts';
import { TargetPicker } from '../case/target-picker.tsx';
import type { Mending } from '../outbox/mend-item.ts';
import type { ActItem } from '../outbox/outbox-item.ts';
import { PhotoTaker } from '../parts/photo-taker.tsx';
import { useCase, useDeclarations } from '../queries/use-case.ts';

/**
 * A refused act with what was typed. Sent again it stands on the case as it is now: the refusal already told the
 * worker what has changed.
 */
export function MendAct({ item, onSend }: { item: ActItem; onSend(mending: Mending): void }) {
  const { t } = useTranslation();
  const worker = useWorker();
  const detail = useCase(worker, item.number ?? '').data?.value;
  const declarations = useDeclarations().data?.value ?? [];
  const [photos, setPhotos] = useState(item.files);
  const [target, setTarget] = useState(item.body.target);
  const offer = detail?.acts.find((one) => one.act === item.body.act);
  const declared = declarations.find((one) => one.procedure === (detail?.procedure ?? 'patrol-finding'))?.acts[
    item.body.act
  ];
  const need = offer?.evidence ?? declared?.evidence ?? 0;
  const needsTarget = offer?.needsTarget ?? item.body.target !== undefined;
  const missing =
    photos.length < need
      ? t('field.act.needPhotos', { count: need })
      : needsTarget && target === undefined
        ? t('field.act.chooseTarget')
        : undefined;
  const known: FormValues = {
    ...(item.body.data as FormValues | undefined),
    ...(item.body.note !== undefined && { note: item.body.note }),
  };

  function send(answers: FormValues): void {
    const seq = item.refusal?.seq ?? detail?.seq ?? item.body.seq;
    const state = item.refusal?.state ?? detail?.state;
    onSend({ body: actBody(item.body.act, seq, answers, target), files: photos, ...(state && { seenState: state }) });
  }
  return (
    <section className="f-card">
      <ActForm
        schema={offer?.ask ?? declared?.ask ?? null}
        initial={known}
        submit={t('field.outbox.sendAgain')}
        missing={missing}
        onSubmit={send}
      >
        <PhotoTaker label={t(photoLabel(item.body.act))} need={need} ids={photos} onChange={setPhotos} />
        {needsTarget && <TargetPicker area={detail?.area ?? ''} value={target} onChange={setTarget} />}
      </ActForm>
    </section>
  );
}
