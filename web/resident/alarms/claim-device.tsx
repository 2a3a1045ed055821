import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { OWN_DEVICES } from './use-own-devices.ts';

/** A device at home that offers itself is claimed by its code and the secret that it shows. */
export function ClaimDevice() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const [secret, setSecret] = useState('');
  const claim = useMutation({
    mutationFn: () => api('POST', '/devices/own/claim', { code: code.trim(), secret: secret.trim() }),
    onSuccess: () => {
      setCode('');
      setSecret('');
      return client.invalidateQueries({ queryKey: OWN_DEVICES });
    },
  });
  return (
    <form
      className="r-card r-form"
      aria-labelledby="claim-device"
      onSubmit={(event) => {
        event.preventDefault();
        claim.mutate();
      }}
    >
      <h2 id="claim-device">{t('alarms.claim')}</h2>
      <div>{t('alarms.claimHow')}</div>
      <label className="r-label" htmlFor="claim-code">
        {t('alarms.claimCode')}
      </label>
      <input
        id="claim-code"
        value={code}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setCode(event.target.value)}
      />
      <label className="r-label" htmlFor="claim-secret">
        {t('alarms.claimSecret')}
      </label>
      <input
        id="claim-secret"
        value={secret}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setSecret(event.target.value)}
      />
      {claim.error && (
        <div className="r-fault" role="alert">
          {describeError(claim.error)}
        </div>
      )}
      {claim.isSuccess && (
        <div className="r-done" role="status">
          {t('alarms.claimed')}
        </div>
      )}
      <button
        type="submit"
        className="r-button r-primary"
        disabled={claim.isPending || code.trim() === '' || secret.trim() === ''}
      >
        {t('alarms.claimDo')}
      </button>
    </form>
  );
}
