import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { PhotoPicker } from '../report/photo-picker.tsx';
import { uploadPhotos } from '../report/upload-photos.ts';
import type { OwnField } from './own-types.ts';
import { OWN, useOwn } from './use-own.ts';

const route = getRouteApi('/own/correct/$field');

/** What is wrong, what it should be, and what shows it. */
export function CorrectPage() {
  const { t } = useTranslation();
  const { field: key } = route.useParams();
  const { data, error, refetch } = useOwn();
  const field = data?.person?.fields.find((one) => one.key === key);
  return (
    <Page title={t('own.correct')}>
      {!data && (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />)}
      {data && !field && <div className="r-state">{t('own.noField')}</div>}
      {field && <Correction field={field} />}
    </Page>
  );
}

function Correction({ field }: { field: OwnField }) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [actId] = useState(() => crypto.randomUUID());
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [photos, setPhotos] = useState<string[]>([]);
  const send = useMutation({
    mutationFn: async () => {
      await uploadPhotos(photos);
      const body = {
        actId,
        field: field.key,
        value: value.trim(),
        reason: reason.trim(),
        ...(photos.length > 0 && { files: photos }),
      };
      return api<{ number: string }>('POST', '/records/own/correct', body);
    },
    onSuccess: ({ number }) => {
      void client.invalidateQueries({ queryKey: OWN });
      void client.invalidateQueries({ queryKey: ['mine'] });
      void navigate({ to: '/cases/$number', params: { number }, search: { done: 'report' }, replace: true });
    },
  });
  return (
    <form
      className="r-card r-form"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <h2>{text(field.name)}</h2>
      <div>
        {t('own.now')} <strong className="r-number">{text(field.masked ?? field.value) || t('own.nothing')}</strong>
      </div>
      <label className="r-label" htmlFor="own-value">
        {t('own.shouldBe')}
      </label>
      {field.choices ? (
        <select id="own-value" value={value} onChange={(event) => setValue(event.target.value)}>
          <option value="">{t('kit.form.choose')}</option>
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {text(choice.name)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id="own-value"
          type={field.type === 'date' ? 'date' : 'text'}
          inputMode={field.type === 'phone' ? 'tel' : undefined}
          autoComplete="off"
          maxLength={200}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
      )}
      <label className="r-label" htmlFor="own-reason">
        {t('own.reason')}
      </label>
      <textarea
        id="own-reason"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <PhotoPicker photos={photos} onChange={setPhotos} />
      <div className="r-hint">{t('own.evidence')}</div>
      {send.error && (
        <div className="r-fault" role="alert">
          {describeError(send.error)}
        </div>
      )}
      <button
        type="submit"
        className="r-button r-primary"
        disabled={value.trim() === '' || reason.trim().length < 2 || send.isPending}
      >
        {t(send.isPending ? 'act.sending' : 'own.send')}
      </button>
    </form>
  );
}
