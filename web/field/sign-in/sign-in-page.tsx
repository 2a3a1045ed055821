import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api, POST_KEY } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { currentLanguage, setLanguage } from '../../kit/i18n.ts';
import { ME } from '../../kit/session.ts';
import { useOnline } from '../parts/use-online.ts';
import { SamplePeople } from './sample-people.tsx';

type Props = { again?: boolean; notStaff?: boolean; onDone(): void };
export type SamplePerson = { account: string; name: string; role: string; areaName: string; organisation: string };

/** Signs a grid worker in: by name and password, or in the sample by a tap on a person. */
export function SignInPage({ again, notStaff, onDone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const online = useOnline();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const people = useQuery({
    queryKey: ['sample-people'],
    queryFn: () => api<SamplePerson[]>('GET', '/sample/people'),
    retry: false,
  });

  async function signIn(path: string, body: object): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await api('POST', path, body);
      if (!again) localStorage.removeItem(POST_KEY);
      await client.invalidateQueries({ queryKey: ME });
      await client.refetchQueries({ queryKey: ME });
      onDone();
    } catch (error) {
      const wrong = error instanceof ApiProblem && (error.status === 401 || error.status === 400);
      setProblem(wrong ? t('field.signIn.wrong') : describeError(error));
    } finally {
      setBusy(false);
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn('/auth/sign-in/username', { username: username.trim(), password });
  };
  const other = currentLanguage() === 'en' ? 'zh-CN' : 'en';

  return (
    <main className="f-app f-main f-sign">
      <div className="f-row f-sign-top">
        <img className="mark" src="/field/icon.svg" alt="" />
        <button type="button" className="f-btn plain f-lang" lang={other} onClick={() => void setLanguage(other)}>
          {other === 'en' ? 'English' : '中文'}
        </button>
      </div>
      <h1>{t('field.signIn.title')}</h1>
      {again && <p className="f-alert">{t('field.signIn.again')}</p>}
      {notStaff && <p className="f-alert late">{t('field.signIn.notStaff')}</p>}
      {!online && <p className="f-alert">{t('field.signIn.noNet')}</p>}
      <form className="f-stack" onSubmit={submit}>
        <div className="f-field">
          <label htmlFor="username">{t('field.signIn.username')}</label>
          <input
            id="username"
            className="f-input"
            autoComplete="username"
            autoCapitalize="none"
            required
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        </div>
        <div className="f-field">
          <label htmlFor="password">{t('field.signIn.password')}</label>
          <input
            id="password"
            className="f-input"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {problem && (
          <p className="f-bad" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className="f-btn primary" disabled={busy}>
          {t('field.signIn.go')}
        </button>
      </form>
      {people.data && (
        <SamplePeople
          people={people.data}
          busy={busy}
          onPick={(account) => void signIn('/sample/sign-in', { account })}
        />
      )}
    </main>
  );
}
