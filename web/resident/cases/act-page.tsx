import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActForm, type ActOffer } from '../../kit/act-form.tsx';
import { ApiProblem, api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import type { FormValues } from '../../kit/json-form.ts';
import { useText } from '../../kit/text.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { PhotoPicker } from '../report/photo-picker.tsx';
import { uploadPhotos } from '../report/upload-photos.ts';
import { type ActDraft, clearActDraft, keepActDraft, readActDraft } from './act-draft.ts';
import type { CaseDetail } from './case-types.ts';
import { useCase } from './use-case.ts';

const route = getRouteApi('/cases/$number/$act');

/** One act on a case, alone on its page: what it asks, photos where they help, one button. */
export function ActPage() {
  const { t } = useTranslation();
  const text = useText();
  const { number, act } = route.useParams();
  const { data: row, error, refetch } = useCase(number);
  const offer = row?.acts.find((one) => one.act === act);
  return (
    <Page title={text(offer?.name) || t('case.acts')}>
      {!row && (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />)}
      {row && !offer && (
        <div className="r-state" role="status">
          {t('act.gone')}
        </div>
      )}
      {row && offer && <Form key={act} row={row} offer={offer} />}
    </Page>
  );
}

function Form({ row, offer }: { row: CaseDetail; offer: ActOffer }) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<ActDraft>(() => readActDraft(row.number, offer.act));
  const keep = (next: ActDraft) => {
    setDraft(next);
    keepActDraft(row.number, offer.act, next);
  };
  const leave = (done: string, seq?: number) => {
    clearActDraft(row.number, offer.act);
    void client.invalidateQueries({ queryKey: ['case', row.number] });
    void client.invalidateQueries({ queryKey: ['mine'] });
    void navigate({
      to: '/cases/$number',
      params: { number: row.number },
      search: { done, ...(seq !== undefined && { seq }) },
      replace: true,
    });
  };
  const send = useMutation({
    mutationFn: async ({ note, ...data }: FormValues) => {
      await uploadPhotos(draft.photos);
      const body = {
        actId: draft.actId,
        act: offer.act,
        seq: row.seq,
        ...(note !== undefined && { note }),
        data,
        files: draft.photos,
      };
      return api<{ seq: number }>('POST', `/cases/${row.number}/acts`, body);
    },
    onSuccess: ({ seq }) => leave('act', seq),
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      // the first try did arrive; what was changed since is not sent twice
      if (error.code === 'act.id-used') leave('already');
      // somebody was first: look again, what was typed stays
      if (error.code === 'case.moved') void client.invalidateQueries({ queryKey: ['case', row.number] });
    },
  });
  const wantsPhotos = offer.evidence > 0 || (offer.ask?.required?.includes('note') ?? false);
  const missing = draft.photos.length < offer.evidence ? t('kit.photo.needed', { n: offer.evidence }) : undefined;
  return (
    <div className="r-card">
      <div className="r-hint">{row.title}</div>
      {offer.style === 'danger' && <div className="r-warn">{t('act.danger')}</div>}
      <ActForm
        schema={offer.ask}
        initial={draft.values}
        submit={send.isPending ? t('act.sending') : text(offer.name)}
        busy={send.isPending}
        danger={offer.style === 'danger'}
        missing={missing}
        onChange={(values) => keep({ ...draft, values })}
        onSubmit={(values) => send.mutate(values)}
      >
        {wantsPhotos && <PhotoPicker photos={draft.photos} onChange={(photos) => keep({ ...draft, photos })} />}
        {send.error && (
          <div className="r-fault" role="alert">
            {describeError(send.error)}
          </div>
        )}
      </ActForm>
    </div>
  );
}
