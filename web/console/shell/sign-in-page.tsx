import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { ME } from '../../kit/session.ts';
import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { SamplePeople } from './sample-people.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { usePageTitle } from './use-page-title.ts';
import { useSamplePeople } from './use-sample-people.ts';

/** The door of the desk: user name and password; on the sample district, people by role with one click. */
export function SignInPage({ resident }: { resident: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const people = useSamplePeople();
  usePageTitle(t('signin.title'));
  const enter = () => client.invalidateQueries({ queryKey: ME });
  return (
    <main className="sign-in">
      <div className={people.length > 0 ? 'sign-in-box sign-in-box-sample' : 'sign-in-box'}>
        <section className="sign-in-form">
          <Brand />
          <h1>{t('signin.title')}</h1>
          <p>{resident ? `${t('shell.resident')}。${t('shell.residentHint')}` : t('signin.lead')}</p>
          <SignInForm
            onSubmit={async (credentials) => {
              await api('POST', '/auth/sign-in/username', credentials);
              await enter();
            }}
          />
          <div className="sign-in-foot">
            <Button type="link" href="/" className="sign-in-home">
              {t('signin.faces')}
            </Button>
            <LanguageSwitch />
          </div>
        </section>
        {people.length > 0 && (
          <SamplePeople
            people={people}
            onPick={async (account) => {
              await api('POST', '/sample/sign-in', { account });
              await enter();
            }}
          />
        )}
      </div>
    </main>
  );
}
