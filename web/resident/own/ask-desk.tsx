import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { useMe } from '../../kit/session.ts';
import { CommunityPicker } from '../settings/community-picker.tsx';
import { OWN } from './use-own.ts';

/** The other way: the desk of the community looks at the paper. */
export function AskDesk({ name, citizen }: { name: string; citizen: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: me } = useMe();
  const [community, setCommunity] = useState<string | null>(me?.homeArea ?? null);
  const [actId] = useState(() => crypto.randomUUID());
  const ask = useMutation({
    mutationFn: () => api<{ number: string }>('POST', '/records/own/desk', { actId, name, citizen, community }),
    onSuccess: () => client.invalidateQueries({ queryKey: OWN }),
  });
  if (ask.data)
    return (
      <div className="r-done" role="status">
        {t('own.deskAsked')}
      </div>
    );
  return (
    <form
      className="r-card r-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <h2>{t('own.desk')}</h2>
      <div>{t('own.deskWhy')}</div>
      <CommunityPicker value={community} onChange={setCommunity} />
      {ask.error && (
        <div className="r-fault" role="alert">
          {describeError(ask.error)}
        </div>
      )}
      <button type="submit" className="r-button r-primary" disabled={community?.length !== 12 || ask.isPending}>
        {t('own.deskNow')}
      </button>
    </form>
  );
}
