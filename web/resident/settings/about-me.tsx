import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { ME, type Me } from '../../kit/session.ts';
import { CommunityPicker } from './community-picker.tsx';

/** My name as staff may see it on my reports, and the community whose notices I read. Both are optional. */
export function AboutMe({ me }: { me: Me }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState(me.name);
  const [homeArea, setHomeArea] = useState(me.homeArea);
  const save = useMutation({
    mutationFn: () => api('PATCH', '/me', { name: name.trim(), homeArea }),
    onSuccess: () => client.invalidateQueries({ queryKey: ME }),
  });
  return (
    <form
      className="r-card r-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2>{t('settings.me')}</h2>
      {me.phone && <div className="r-hint">{t('settings.phone', { phone: me.phone })}</div>}
      <label className="r-label" htmlFor="name">
        {t('settings.name')}
      </label>
      <input
        id="name"
        autoComplete="name"
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <CommunityPicker value={homeArea} onChange={setHomeArea} />
      {save.error && (
        <div className="r-fault" role="alert">
          {describeError(save.error)}
        </div>
      )}
      {save.isSuccess && (
        <div className="r-hint" role="status">
          {t('settings.saved')}
        </div>
      )}
      <button type="submit" className="r-button r-primary" disabled={save.isPending}>
        {t('settings.save')}
      </button>
    </form>
  );
}
