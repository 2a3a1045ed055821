import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { AskDesk } from './ask-desk.tsx';
import { OWN } from './use-own.ts';

/** Name and citizen number, once; the phone one signed in with is the third proof. */
export function ProveSelf() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [citizen, setCitizen] = useState('');
  const prove = useMutation({
    mutationFn: () =>
      api<{ verified: boolean; triesLeft: number }>('POST', '/records/own/verify', {
        name: name.trim(),
        citizen: citizen.trim(),
      }),
    onSuccess: ({ verified }) => {
      if (verified) void client.invalidateQueries({ queryKey: OWN });
    },
  });
  const failed = prove.data?.verified === false;
  const filled = name.trim().length >= 2 && citizen.trim().length >= 15;
  return (
    <>
      <form
        className="r-card r-form"
        onSubmit={(event) => {
          event.preventDefault();
          prove.mutate();
        }}
      >
        <h2>{t('own.prove')}</h2>
        <div>{t('own.proveWhy')}</div>
        <label className="r-label" htmlFor="own-name">
          {t('own.name')}
        </label>
        <input
          id="own-name"
          autoComplete="name"
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label className="r-label" htmlFor="own-citizen">
          {t('own.citizen')}
        </label>
        <input
          id="own-citizen"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={18}
          value={citizen}
          onChange={(event) => setCitizen(event.target.value)}
        />
        {prove.error && (
          <div className="r-fault" role="alert">
            {describeError(prove.error)}
          </div>
        )}
        {failed && (
          <div className="r-warn" role="alert">
            {t('own.notConfirmed', { n: prove.data?.triesLeft })}
          </div>
        )}
        <button type="submit" className="r-button r-primary" disabled={!filled || prove.isPending}>
          {t('own.proveNow')}
        </button>
        <div className="r-hint">{t('own.proveKept')}</div>
      </form>
      {(failed || prove.error) && filled && <AskDesk name={name.trim()} citizen={citizen.trim()} />}
    </>
  );
}
