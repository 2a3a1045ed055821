import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import type { OwnField } from './own-types.ts';
import { OWN, useOwn } from './use-own.ts';

const GROUNDS = ['purpose_over', 'period_over', 'withdrawn', 'unlawful', 'other'] as const;

/** Which data shall go, and on which of the law's grounds. */
export function DeletePage() {
  const { t } = useTranslation();
  const { data, error, refetch } = useOwn();
  return (
    <Page title={t('own.delete')}>
      {!data && (error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />)}
      {data && !data.person && <div className="r-state">{t('own.proveFirst')}</div>}
      {data?.person && <Deletion fields={data.person.fields} />}
    </Page>
  );
}

function Deletion({ fields }: { fields: readonly OwnField[] }) {
  const { t } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [actId] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<string[]>([]);
  const [ground, setGround] = useState('');
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: () =>
      api<{ number: string }>('POST', '/records/own/delete', {
        actId,
        fields: chosen,
        ground,
        ...(reason.trim().length >= 2 && { reason: reason.trim() }),
      }),
    onSuccess: ({ number }) => {
      void client.invalidateQueries({ queryKey: OWN });
      void client.invalidateQueries({ queryKey: ['mine'] });
      void navigate({ to: '/cases/$number', params: { number }, search: { done: 'report' }, replace: true });
    },
  });
  const toggle = (key: string) =>
    setChosen(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  return (
    <form
      className="r-card r-form"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <div>{t('own.deleteWhy')}</div>
      <fieldset className="r-choices r-own-choices">
        <legend className="r-label">{t('own.which')}</legend>
        {fields.map((field) => (
          <label key={field.key}>
            <input type="checkbox" checked={chosen.includes(field.key)} onChange={() => toggle(field.key)} />
            <span>{text(field.name)}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="r-choices r-own-choices">
        <legend className="r-label">{t('own.ground')}</legend>
        {GROUNDS.map((one) => (
          <label key={one}>
            <input type="radio" name="ground" checked={ground === one} onChange={() => setGround(one)} />
            <span>{t(`own.grounds.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <label className="r-label" htmlFor="own-why">
        {t('own.details')}
      </label>
      <textarea
        id="own-why"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {send.error && (
        <div className="r-fault" role="alert">
          {describeError(send.error)}
        </div>
      )}
      <button
        type="submit"
        className="r-button r-primary"
        disabled={chosen.length === 0 || ground === '' || send.isPending}
      >
        {t(send.isPending ? 'act.sending' : 'own.send')}
      </button>
    </form>
  );
}
